"""Sentences that a platform's room says of itself, where the core was not asked."""

OLD_BUTTON = (
    "That button is not one of mine any more, so nothing happened. Use the newest card, or type "
    "/menu."
)
OLD_FORM = "This form is not one of mine any more, so nothing was kept. Open it anew: /menu."
TOO_SLOW = "The form could not be opened in time. Press the button once more."
NO_GROUP_HERE = (
    "You are in no group that I know. Go to the channel where yours shall meet, and type /join "
    "there."
)
MANY_GROUPS = (
    "You are in several groups, and here I can't tell which you mean. Type it where the group "
    "meets, or use the Home tab."
)
NOT_IN_CHANNEL = "I am not in that channel yet. Type /invite @{bot} there, then come back to this."
NEW_GROUP = "New group"
CHANNEL = "The channel where the group meets"
CHANNEL_HINT = "A private one, so that what is said stays in the group."
MY_THINGS = "My things"
CLOSE = "Close"
MORE_FIELDS = "The rest"
AGAIN = "Open the form again"
WRITTEN = "Nothing of this was kept; it is only here. The form opens with it."
STEP = " ({number}/{of})"
MORE_TO_COME = "{title}: nothing is sent yet. {left} more to fill in."
THREAD = "Written in the meeting"
CLOSED = (
    ", I have something for you alone, and may send you no direct message. Allow them in the "
    "privacy settings of this server, then type /menu here."
)
LACKING = (
    "I can't work here yet: in this channel I lack {lacking}. Somebody who manages the server can "
    "give it to me in the channel's settings, under Permissions."
)
TOO_MUCH = (
    "That is more than I can hold until the rest is filled in, so nothing was kept. Here is what "
    "you wrote; make it shorter, and open the form anew."
)
