"""Sentences about votes, timeboxes and the parking lot."""

VOTE_TITLE = "{title}: the result"
VOTES_FOR = "{votes}: "
WITHOUT_VOTES = "Without a vote: {count}."
NOBODY_VOTED = "Nobody voted."
STILL_PRIVATE = "{answered} of {of} have answered; the counts stay private until all have."
VOTED = "Counted, and not signed: only that you have voted is known."
VOTED_BEFORE = (
    "You are done with this vote: what was counted is not signed, so it can't be changed."
)
VOTE_OVER = "That vote is over and counted."
HOW_TO_VOTE = "Vote for up to {most} by their numbers, such as {example}."
HOW_TO_CHOOSE = "The answer is one of {known}."
CHOICE = "#{id} {text}"
CHOICE_KIND = "#{id} {kind}: {text}"
