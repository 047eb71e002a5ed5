"""One mail of every template as people get them, with every part filled: for the browser, and for the README."""

from dataclasses import replace
from datetime import date

from notifications.alarm import AnswerLink, SignInLink
from notifications.digest import Digest, Note, Tone
from notifications.escalation import Escalation, Matter, Occasion, Told
from notifications.invitation import Invitation
from notifications.rendering import Words
from notifications.replies import ForwardedReply
from tests.notifications.mails import MONDAY, line
from tests.notifications.words import TEST_MAIL, first_look

PAGES = "https://chaser.example.org"
LATE = line(
    "1.12",
    title="Agree one threshold document with all partners, and publish it",
    standing="11 working days late",
    due="on Friday 14 February 2025",
    plan_words="Jan 25",
    was="by the end of November 2024",
    reason="late; told each week on its first working day",
    lead="Nina Marsh and Omar Reid",
    next_step="Robin Hale, for Chief Officer Group, will be told on Monday 10 March 2025",
    answer_url=f"{PAGES}/answer/abc",
)
TODAY = line(
    "2.3",
    Tone.TODAY,
    title="Write to every school about the new referral form",
    standing="Due today",
    due="on Monday 3 March 2025",
    plan_words="3 March 2025",
    reason="due today",
    is_new=True,
    answer_url=f"{PAGES}/answer/def",
)
SOON = line(
    "4.1",
    Tone.SOON,
    title="Quarterly audit of ten cases",
    standing="Due by the end of March 2025",
    due="by the end of March 2025",
    plan_words="Q4 2024/25",
    reason="28 days before its due day",
    is_new=True,
    answer_url=f"{PAGES}/answer/ghi",
)
WAITING = line(
    "5.2",
    Tone.WAITING,
    title="Joint training with the police",
    standing="Waiting for the force’s training calendar",
    due="by the end of April 2025",
    plan_words="Spring 2025",
    reason="waits until Friday 14 March 2025",
    answer_url=f"{PAGES}/answer/jkl",
)
ONE_WORD = "https://example.org/" + "a-very-long-address-that-somebody-put-into-a-cell" * 3
LATER = line("6.1", Tone.LATER, title=f"Review {ONE_WORD}", standing="Due by the end of June 2025", plan_words="M" * 80)
UNDATED = line(
    "7.4", Tone.UNDATED, title="Ask families what helped", standing="No target date", due="", plan_words="TBC"
)
DIGEST = Digest(
    person="Nina Marsh",
    day=MONDAY,
    board="Chief Officer Group",
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
    lines=(LATE, TODAY, SOON, WAITING, LATER, UNDATED),
    covering=("Omar Reid",),
    dashboard_url=PAGES,
    unsubscribe_url=f"{PAGES}/unsubscribe/abc",
)
BOUNCED = Note(
    heading="Mail came back: nothing more is sent to them",
    text="Correct the address in the people file and import it, or let mail go there again: "
    "chaser bounces lift ADDRESS. Until then their actions are with their deputy, or with you.",
    lines=("Omar Reid (omar@example.org): mail came back on 28 February 2025: 550 5.1.1 no such user; 2 actions",),
)
TO_VERIFY = Note(
    heading="Reported complete, to be verified",
    text="Look at the evidence, then say: chaser answer PLAN REF verify, or return",
    lines=("3.2 Publish the neglect toolkit: complete since Friday, said Omar Reid; evidence on the portal",),
)
CO_ORDINATOR = replace(
    DIGEST,
    person="Sam Ode",
    covering=(),
    unsubscribe_url="",
    notes=(BOUNCED, TO_VERIFY),
    lines=(SOON,),
    in_charge=(replace(LATE, lead="", next_step=""), replace(TODAY, lead="")),
)
MATTER = Matter(
    line=LATE,
    reason="10 working days since the lead was told",
    told_before=(
        Told(whom="Nina Marsh, lead", on=date(2025, 2, 17)),
        Told(whom="Mary Lane, line manager", on=date(2025, 2, 24)),
    ),
    decisions=("a new date", "another lead", "close it unfinished", "raise it at the meeting"),
)
ESCALATION = Escalation(
    person="Robin Hale",
    day=MONDAY,
    board="Chief Officer Group",
    role="chair",
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
    matters=(MATTER, replace(MATTER, line=replace(LATE, ref="2.9", title="Name a lead for neglect", lead=""))),
    next_meeting="Quarterly meeting, Tuesday 11 March 2025",
    dashboard_url=PAGES,
    remarks=("The portal was down for two weeks in February.",),
)
EXCEPTION_NOTE = replace(
    ESCALATION,
    meeting=Occasion(title="Quarterly meeting", on=date(2025, 3, 11), papers_due_on=date(2025, 3, 6)),
    matters=tuple(replace(each, ask="A new date?") for each in ESCALATION.matters),
    noted=("3.4 Agree the funding formula",),
)
REPLY = ForwardedReply(
    person="Sam Ode",
    day=MONDAY,
    board="Chief Officer Group",
    writer="Nina Marsh",
    address="nina@example.org",
    subject="Re: 3 actions need you",
    answers="3 actions need you: 1 overdue, 2 due by 31 March 2025",
    answered_on="Monday 3 March 2025",
    lines=("1.12 is done: the document went out on Friday, it is on the portal.", "", f"2.3 is not mine: {ONE_WORD}"),
    number=7,
)
INVITATION = Invitation(
    person="Nina Marsh",
    day=MONDAY,
    board="Chief Officer Group",
    title="Quarterly moderation",
    when="Wednesday 5 March 2025, 14:00 to 16:00",
    was="Tuesday 4 March 2025, 14:00 to 16:00",
    location="Room 4",
    because="the room is needed",
    papers="Monday 3 March 2025",
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
)
SIGN_IN = SignInLink(
    person="Nina Marsh",
    day=MONDAY,
    url=f"{PAGES}/sign-in/abc",
    minutes=15,
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
)
ANSWER_LINK = AnswerLink(
    person="Nina Marsh",
    day=MONDAY,
    plan="Improvement plan",
    url=f"{PAGES}/answer/abc",
    days=30,
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
)
EVERY_MAIL: dict[str, Words] = {
    "digest": DIGEST,
    "co-ordinator": CO_ORDINATOR,
    "escalation": ESCALATION,
    "exception-note": EXCEPTION_NOTE,
    "first-look": first_look(late=(LATE, SOON)),
    "reply": REPLY,
    "unreadable-reply": replace(REPLY, is_readable=False, lines=(), answers="", answered_on=""),
    "invitation": INVITATION,
    "cancellation": replace(INVITATION, is_cancelled=True),
    "sign-in": SIGN_IN,
    "answer-link": ANSWER_LINK,
    "test": TEST_MAIL,
}
