"""What an entry says: its summary and its description, in plain words. No name of a child or of somebody late."""

from datetime import date

from notifications.calendars.entries import DeadlineEntry, MeetingEntry, PapersEntry, Report
from notifications.calendars.text import shortened

TITLE_LENGTH = 80
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def meeting_summary(meeting: MeetingEntry) -> str:
    """The meeting and its plan: "Moderation meeting (Improvement plan 2026)", and whether it is cancelled."""
    plan = f" ({meeting.plan})" if meeting.plan else ""
    return f"{'CANCELLED: ' if meeting.cancelled else ''}{meeting.title}{plan}"


def meeting_description(meeting: MeetingEntry) -> str:
    """What changed, when papers are due, what must be reported, and where to read more."""
    parts = (
        "This meeting is cancelled." if meeting.cancelled else "",
        _sentence(meeting.moved_because),
        meeting.note,
        "\n".join(meeting.stand_ins),
        f"Papers are due by {_day(meeting.paper_deadline_on)}." if meeting.paper_deadline_on else "",
        _reports(meeting.reports),
        _more(meeting.page_url),
    )
    return "\n\n".join(part for part in parts if part.strip())


def papers_summary(papers: PapersEntry) -> str:
    """Which meeting's papers: "Papers due: Moderation meeting (Improvement plan 2026)"."""
    plan = f" ({papers.plan})" if papers.plan else ""
    return f"{'CANCELLED: ' if papers.cancelled else ''}Papers due: {papers.title}{plan}"


def papers_description(papers: PapersEntry) -> str:
    """For which day's meeting they are, and where to read more."""
    what = "That meeting is cancelled." if papers.cancelled else ""
    parts = (f"For the meeting on {_day(papers.meeting_on)}.", what, _more(papers.page_url))
    return "\n\n".join(part for part in parts if part)


def deadline_summary(deadline: DeadlineEntry) -> str:
    """The reference and a short title: "Due: 1.12 Agree the audit tool"; the whole title is in the description."""
    verdict = "Due" if deadline.completed_on is None else "Completed"
    return f"{verdict}: {_named(deadline.ref, deadline.title)}"


def deadline_description(deadline: DeadlineEntry) -> str:
    """The whole title, the plan, its own words for the date, and where to read more."""
    facts = (
        f"Plan: {deadline.plan}" if deadline.plan else "",
        f"Target date in the plan: {deadline.plan_words}" if deadline.plan_words else "",
        f"Standing: {deadline.standing}" if deadline.standing else "",
        f"Completed on {_day(deadline.completed_on)}." if deadline.completed_on else "",
    )
    parts = (f"{deadline.ref} {deadline.title}", "\n".join(fact for fact in facts if fact), _more(deadline.page_url))
    return "\n\n".join(part for part in parts if part)


def _reports(reports: tuple[Report, ...]) -> str:
    lines = [_named(report.ref, report.title) for report in reports]
    return "\n".join(["To be reported at this meeting:", *lines]) if lines else ""


def _named(ref: str, title: str) -> str:
    return f"{ref} {shortened(title, TITLE_LENGTH)}"


def _more(page_url: str) -> str:
    return f"More, after signing in: {page_url}" if page_url else ""


def _sentence(words: str) -> str:
    stripped = words.strip().rstrip(".")
    return f"{stripped[0].upper()}{stripped[1:]}." if stripped else ""


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
