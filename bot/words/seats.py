"""What members read about seats: the queue and why, swaps, the urgent lane, passes and guests."""

# -- the ways to go round --------------------------------------------------------------------------
LEAD_CREDIT = "The most credit sits next: you gain by being there, and pay one when you sit."
LEAD_STRICT = "By the calendar: one after the other; the turn of a seat-holder who is away is lost."
LEAD_VOLUNTEER = "Whoever wants the seat takes it: /volunteer."
LEAD_WEIGHTED = "The heaviest topic sits next: how much it matters times how soon it bites."
LEAD_MANUAL = "An organiser names who sits: /seat @ben. Until then the most credit is next."

# -- why the next is the next ----------------------------------------------------------------------
WHY_STARVED = "waited too long, which goes before all else"
WHY_CREDIT = "has more credit"
WHY_WAITED = "has waited longer at the same credit"
WHY_NEVER = "has had no seat yet"
WHY_JOINED = "joined earlier, all else being equal"
WHY_CALENDAR = "had a turn longer ago"
WHY_WEIGHT = "has the topic that weighs more"
WHY_OTHERS = "is the only one left for it this time"
