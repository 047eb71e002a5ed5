"""How somebody got in, signed in or by an answer link: where they see an action and say something of it."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

from scheduler.links import action_path, answer_path
from scheduler.plans.commitments import Commitment


class Ways(Protocol):
    """How somebody got in: who they are, and where they see an action and say something of it."""

    @property
    def person(self) -> str:
        """Their address."""

    @property
    def writes_down(self) -> bool:
        """Whether a co-ordinator may write down another's word: not by a link, which may have been passed on."""

    def page(self, commitment: Commitment) -> str:
        """Where they see it."""

    def say(self, commitment: Commitment, slug: str) -> str:
        """Where they say something of it."""


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """With a session."""

    person: str
    writes_down: bool = True

    def page(self, commitment: Commitment) -> str:
        """The action's own page."""
        return action_path(commitment.plan, commitment.ref)

    def say(self, commitment: Commitment, slug: str) -> str:
        """A form of the desk."""
        return say_path(commitment.plan, slug, commitment.ref)


@dataclass(frozen=True, kw_only=True)
class ByLink:
    """With an answer link of one person and plan."""

    person: str
    token: str
    writes_down: bool = False

    def page(self, commitment: Commitment) -> str:
        """The same link, with this action on top."""
        return answer_path(self.token, commitment.ref)

    def say(self, commitment: Commitment, slug: str) -> str:
        """A form below the link."""
        return answer_path(self.token, commitment.ref, slug)


def say_path(plan: str, say: str, ref: str) -> str:
    """Where somebody who is signed in says something of an action."""
    return f"/say/{quote(plan, safe='')}/{quote(say, safe='')}?{urlencode({'ref': ref})}"
