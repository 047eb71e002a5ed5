"""Words to a message's subject, text and HTML, by the templates of templates/mail. Whom it goes to is not known here.

Templates are found by the name of their words' class; environment.py reads them, wording.py words what they show.
"""

from collections.abc import Mapping

from notifications.alarm import AnswerLink, FirstLook, RoadTest, SignInLink
from notifications.digest import Digest
from notifications.escalation import Escalation
from notifications.invitation import Invitation
from notifications.message import Rendered, in_ascii, one_line
from notifications.rendering.cleaning import clean_words
from notifications.rendering.environment import rendered
from notifications.replies import ForwardedReply

Words = Digest | Escalation | FirstLook | RoadTest | Invitation | SignInLink | AnswerLink | ForwardedReply

NAMES: dict[type[Words], str] = {
    Digest: "digest",
    Escalation: "escalation",
    FirstLook: "first_look",
    RoadTest: "test",
    SignInLink: "signin",
    AnswerLink: "answer_link",
    Invitation: "invitation",
    ForwardedReply: "reply",
}
# Gmail cuts a message off after 102 KB: the longest lists are cut before, with a count.
LARGEST = 92_000
LIMITS = (1000, 80, 60, 50, 40, 30, 20, 10, 5, 2)


def render(words: Words) -> Rendered:
    """A message's words; lists that would make it larger than mail programs show are cut, with a count."""
    clean = clean_words(words)
    name = NAMES[type(words)]
    subject = _subject(name, clean)
    headline, _, summary = subject.partition(": ")
    given = {name: clean, "subject": subject, "headline": headline, "summary": summary}
    made = _made(name, subject, given | {"limit": LIMITS[0]})
    for limit in LIMITS[1:]:
        if _size(made) <= LARGEST:
            break
        made = _made(name, subject, given | {"limit": limit})
    return made


def subject_of(words: Words) -> str:
    """A message's subject alone, as `render` would have it."""
    return _subject(NAMES[type(words)], clean_words(words))


def _subject(name: str, clean: Words) -> str:
    return one_line(rendered(f"{name}/subject.txt", {name: clean}))


def _made(name: str, subject: str, given: Mapping[str, object]) -> Rendered:
    text, html = rendered(f"{name}/body.txt", given), rendered(f"{name}/body.html", given)
    return Rendered(subject=subject, text=text, html=in_ascii(html))


def _size(made: Rendered) -> int:
    return len(made.text.encode()) + len(made.html)  # which is in ASCII
