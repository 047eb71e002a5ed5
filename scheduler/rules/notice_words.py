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
}
