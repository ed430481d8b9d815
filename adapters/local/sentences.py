"""The sentences that only the browser's face of the local room says."""

NO_NAME = "You have no name yet: choose one, so that the others know who speaks."
BAD_NAME = (
    "That name can't be used: take 1 to {most} letters, digits, dots, dashes or underscores, "
    "and begin with a letter or a digit."
)
BOT_NAME = "The name bot is taken by the bot itself: choose another one."
NO_ROOM = "The room has no name yet: choose one, such as writers."
BAD_ROOM = (
    "That is no name for a room: take 1 to {most} letters, digits, dots, dashes or underscores, "
    "and begin with a letter or a digit."
)
TOO_BIG = "That is more than the {most} kB that can be sent at once: shorten it and send it again."
NO_JSON = "This could not be read, because it is no JSON object: reload the page and try again."
NO_TEXT = "This could not be read, because {name} is no text: reload the page and try again."
BAD_ID = "This came without a proper id, so it could be doubled: reload the page and try again."
BAD_VALUES = "The form could not be read: reload the page and fill it in again."
BAD_ADDRESS = "This address has characters in it that no address can have: type it anew."
BAD_HOST = (
    "This room answers only to localhost and 127.0.0.1, so that no other site can pass for it: "
    "use one of these in the address."
)
NOT_JSON = (
    "Only JSON can be sent here, with the content type application/json: use the page itself."
)
CROSS_SITE = "This came from another site, which may not act for you: open the room itself."
NO_PAGE = "There is no such page: go back to the start and choose a room."
NO_METHOD = "That can't be done with this address: go back to the start and choose a room."
BROKEN = "Something went wrong on my side, and the log knows what: try again in a moment."
UNREADABLE = "The conversation can't be read just now: try again in a moment."
NEED_KEY = "This room is locked: enter its key first."
WRONG_KEY = "That is not the key: ask whoever set up this room, and try again."
TOO_MANY = "That was wrong too often: wait {seconds} seconds, then try again."
