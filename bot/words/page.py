"""The vocabulary of formats in plain words, for their pages and their list."""

WHO = {
    "all": "everybody",
    "seat": "the seat-holder",
    "peers": "the peers",
    "facilitator": "the facilitator",
}
TURN = {
    "parallel": "all at once",
    "serial": "one after the other",
    "blind": "hidden from each other until the reveal",
}
RULE = {
    "free": "",
    "questions_only": "questions only",
    "statements_answer_questions": "statements only as answers to a question",
    "experience_only": "own experience only, no advice",
    "seat_listens": "the seat-holder listens",
    "no_cross_talk": "no cross-talk",
}
END = {
    "timer": "",
    "all_done": "over as soon as all are done",
    "facilitator": "no timer: the facilitator ends it",
}
SHOW = {
    "group": "",
    "seat_only": "only the seat-holder reads it",
    "private": "for oneself, nothing is kept",
    "off_record": "off the record, nothing is kept",
}
REPEAT = {"": "", "seat": "for each seat", "member": "for each member"}
MODES = {
    "live_text": "live in text",
    "live_voice": "beside a voice call",
    "async": "over days in writing",
}
KEEP = {
    "attendance": "who is here",
    "mood": "how each arrives",
    "commitment_status": "what came of earlier commitments",
    "lesson": "why so, in a line",
    "win": "a win",
    "blocker": "what is in the way",
    "ask": "one ask",
    "brief": "the context, and what was tried",
    "question": "one question",
    "help_mode": "the kind of help that is wanted",
    "questions": "questions",
    "answers": "their answers",
    "question_final": "the question, restated",
    "items": "feedback, each of one kind",
    "builds": "what builds on an item",
    "picks": "up to three items to try",
    "commitment": "a commitment, with its date",
    "cue": "the moment it begins",
    "obstacle": "the obstacle inside",
    "confidence": "how sure, 0 to 10",
    "offers": "offers",
    "referrals": "people who could help",
    "insight": "what each takes along",
    "witness": "who may ask about it",
    "follow_up_on": "when to ask what came of it",
    "contract_ok": "that the peers can work with the question",
    "topics_only": "topics, without the talk about them",
    "figures": "the figures of the last meetings",
    "promised": "a look at what everybody has committed to in this meeting",
    "pulse": "three taps and a wish, unsigned",
    "topics": "topics",
    "scores": "how much they matter, how soon they bite",
    "votes": "three votes each, unsigned",
    "renewal": "in, in with changes, pause or out",
    "consent": "a yes to the charter, or what would have to change",
    "notes": "notes",
    "problem_statements": "what the problem really is",
    "process_note": "how the group works together",
    "keep": "one thing to keep",
    "change": "one thing to change",
    "pitch": "who one is, and one request",
    "hopes": "what would make it worth it",
    "fears": "what would make it fail",
    "charter_draft": "sentences for the charter",
    "charter_edits": "changes of the charter",
    "goals": "goals, each with its arena",
    "gaps": "where one has nobody to ask",
    "roles": "who takes which part",
    "starts": "what to start",
    "stops": "what to stop",
    "continues": "what to continue",
    "insights": "what sits behind it",
    "decisions": "a change, its owner and its date",
    "thanks": "a thank-you to one person",
    "next_block": "when and where the next block is",
}
GENERATED = "This page is made from the format's file: `mastermind formats page {id}`."
INSPIRED = "Inspired by {by}."
PEOPLE = "**People** {least} to {most}, best {low} to {high}"
SEATS = "**Hot seats** {default}, at most {most}"
NO_SEATS = "**Hot seats** none"
EVERYBODY = "**Hot seats** none: everybody has a turn"
MINUTES = "**Planned** {lengths}"
FOR_SEATS = "{length} with {count} seat{s}"
FOR_PEOPLE = "{length} for {count} people"
MET = "**Met** {modes}"
CHARTER = "It rests on a charter that the group has agreed on."
FEWER = "When only {count} come it becomes `{id}`."
UNREADY = "When nobody wants the seat it becomes `{id}`."
TIMELINE = "## Timeline for {count} people from {at}"
TIMELINE_RELAY = "## The same over days, for {count} people, if every step takes its whole window"
STEPS = "## Steps"
CLOCK_HEAD = "| from | step | length |"
SIDE_BY_SIDE = " ({count} turns at once)"
TURN_MARK = " (turn {number})"
FLEX = "at least {floor}"
EACH = "{length} for each speaker"
TRIO = "{length} among three"
SPARE = "takes time that is left"
DROP = "left out when time is short"
RELAY = "{hours:g} h when met over days"
BOX = "{first:g} min for each topic, then {more} more"
ASKS = "Asks for {words}."
DAY = "day {day} {clock}"
