"""How seldom what refers to itself and is of no more use is looked for; the rest goes at once."""

import gc

OFTEN = 10_000  # objects that were made and are still there, between two looks


def settle() -> None:
    """All that starting has made will stay, and an event leaves nothing that refers to itself: from
    now on that is looked for seldom, and only in what is newer. It took a tenth of an event's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN)
