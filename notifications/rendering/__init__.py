"""Words to a message's subject, text and HTML, by the templates of templates/mail. Whom it goes to is not known here.

Templates are found by the name of their words' class; environment.py reads them, wording.py words what they show,
frames.py makes once what many mails say; digests.py uses it for what most people get.
"""

from collections.abc import Callable
from functools import partial

from notifications.alarm import AnswerLink, FirstLook, RoadTest, SignInLink
from notifications.digest import Digest
from notifications.escalation import Escalation
from notifications.invitation import Invitation
from notifications.message import Rendered
from notifications.rendering import environment
from notifications.rendering.cleaning import clean_words
from notifications.rendering.digests import rendered_digest
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
    make = _maker(clean_words(words))
    made = make(limit=LIMITS[0])
    for limit in LIMITS[1:]:
        if not _is_too_large(made):
            break
        made = make(limit=limit)
    return made


def _maker(clean: Words) -> Callable[..., Rendered]:
    if isinstance(clean, Digest):
        return partial(rendered_digest, clean)
    return partial(environment.rendered_mail, NAMES[type(clean)], clean)


def _is_too_large(made: Rendered) -> bool:
    html = len(made.html)  # which is in ASCII
    return html + 4 * len(made.text) > LARGEST and html + len(made.text.encode()) > LARGEST  # nearly none is near it
