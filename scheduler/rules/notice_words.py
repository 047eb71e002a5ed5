"""What kinds of notices are called where somebody looks at the post that comes."""

from scheduler.rules.ladder import NoticeKind

SAID_AS = {
    NoticeKind.REMINDER: "Reminder",
    NoticeKind.LATE: "Word that it is late",
    NoticeKind.UNDATED: "Question for a date",
    NoticeKind.MANAGER: "Word to the line manager",
    NoticeKind.CHAIR: "Word to the chair",
    NoticeKind.LOOK: "Your look at the chair’s mail",
    NoticeKind.EXCEPTION_NOTE: "Exception note",
    NoticeKind.TO_GRANT: "Request to be answered",
    NoticeKind.TO_VERIFY: "Completion to be verified",
    NoticeKind.NOT_MINE: "Question for another lead",
    NoticeKind.NOBODY_LEADS: "Word that nobody leads it",
    NoticeKind.FIRST_LOOK: "First look at a new plan",
    NoticeKind.HELD: "Word of what is held back",
    NoticeKind.STAND_IN: "Word of who stands in",
    NoticeKind.COPY: "Copy of what was recorded",
    NoticeKind.ASSURANCE: "Question whether it is kept up",
    NoticeKind.UNASSURED: "Word that no line of assurance came",
    NoticeKind.PRESENTED: "Question whether it was presented",
    NoticeKind.RUNS_OUT: "Question whether it runs out",
    NoticeKind.SUMMARY: "Your week in numbers",
    NoticeKind.LEFT_ALONE: "Word of an address that gets no mail",
    NoticeKind.RENEWAL: "Word of meetings that come to their end",
}
