"""When a group meets: its series, single dates, breaks, answers and attendance."""
