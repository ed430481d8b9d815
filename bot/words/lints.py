"""What the lints say, to the writer alone."""

LEAD = "Only you see this, and nothing is held back. "
LINTS = {
    # -- a brief
    "two_questions": "There is more than one question mark: which of the questions is the one?",
    "vague": "“Any thoughts” gets any thoughts. What is the one thing you have to settle?",
    "no_date": "I find no date in it: by when do you decide?",
    "long": "It is over 150 words, and your peers have a few minutes for it.",
    # -- a question
    "disguised": "This may be advice with a question mark.",
    "no_question": "This step is for questions, and I find no question mark in it.",
    "two_at_once": "Two questions at once: the first often goes unanswered.",
    "why": "“Why” can sound like a charge. What or how asks the same.",
    # -- an experience
    "should": "It tells them what to do. What did you do yourself, and what came of it?",
    "no_first_person": "I find no “I” in it. What happened to you? With nothing close, pass.",
    # -- the other packs
    "few_ideas": "One idea is a verdict; two or three are a choice.",
    "past": "It looks back. What could they do from tomorrow on?",
    "absolute": "“Always” and “never” invite one counterexample. Which time was it?",
    "trait": "That judges a person. What would a camera have seen?",
    "no_next": "What comes next is missing: a request that both of you can do.",
    "column": "One of the boxes is empty. Is there really nothing for it?",
    "opinion": "There is an opinion in it already. Offer it in the last box, and wait for a yes.",
    "only_reason": "A reason alone scares. What would be its earliest sign, or the cheapest guard?",
    "unlabelled": "Say that it is for the argument's sake, so that nobody takes it for yours.",
    "criticism": "What you value is read by all. A “but” in it is better told to them alone.",
    "many_lines": "More than three in one box: which would change most?",
    "no_reason": "Why does it fit the question?",
    "fixing": "That mends something. Say what you heard; they did not ask for more.",
}
LISTEN = "You listen in this step, and what you take from it comes after it. Only you see this."
LATER = "Keep this for the step {title}?"
FILED = "#{id} is kept for the step {title}."
BUTTON_LATER = "Keep it for {title}"
NOT_LATER = "Only a question of this step can be kept for a later one; #{id} is none of yours."
NO_LATER = "No later step of this meeting takes it. It stays a question here."
HELP_LATER = "Keep a question that is half an idea for the next step that takes ideas."
