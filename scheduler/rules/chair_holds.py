"""The next mail to a board's chair, as the co-ordinator looks at it, and whether it may be held for a week. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.boards import Board
from scheduler.plans.chair_words import ChairWord
from scheduler.plans.commitments import Commitment
from scheduler.rules.chair_days import ChairDay, chair_days
from scheduler.rules.chair_mail import ForHead, for_heads, hold_of, is_told, kept_back, mail_day, why_silent
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class ComingMatter:
    """One commitment that a coming mail is about, for whom and why; `goes_on` is the day on which a mail goes with it.

    `why_not` says why the mail goes without it, else empty.
    """

    commitment: Commitment
    head: ForHead
    goes_on: date | None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class ComingMail:
    """The next mail to a board's chair: the day planned for it, the day on which it goes, and what it is about.

    `held` is the hold that keeps it back; `kept_back` are the keys of what was held last week and goes in any case.
    """

    board: Board
    planned: ChairDay
    goes_on: date
    matters: tuple[ComingMatter, ...]
    held: ChairWord | None
    kept_back: frozenset[str]

    @property
    def to_hold(self) -> tuple[str, ...]:
        """The keys of what a hold would keep back."""
        going = {each.commitment.key for each in self.matters if not each.why_not}
        return tuple(sorted(going - self.kept_back))


def coming_mail(board: Board, view: View) -> ComingMail | None:
    """The next mail that is still to go, with nothing in it where nothing is the chair's to hear; None without days."""
    for planned in chair_days(board, view):
        matters = tuple(_matters(planned, board, view))
        days = [each.goes_on for each in matters if each.goes_on and not each.why_not]
        if planned.on > view.today or days:
            return ComingMail(
                board=board,
                planned=planned,
                goes_on=min(days, default=planned.on),
                matters=matters,
                held=hold_of(planned, board, view),
                kept_back=kept_back(planned, view),
            )
    return None


def _matters(planned: ChairDay, board: Board, view: View) -> Iterator[ComingMatter]:
    of_mail = _OfMail(planned)
    for commitment in view.snapshot.commitments:
        plan = view.snapshot.plans[commitment.plan]
        if plan.board == board.slug and plan.released_on is not None:
            yield from view.once(of_mail, commitment)


@dataclass(frozen=True)
class _OfMail:
    """The rule that finds what a planned mail says of a commitment, to each head."""

    planned: ChairDay

    def __call__(self, commitment: Commitment, view: View) -> tuple[ComingMatter, ...]:
        return tuple(self._found(commitment, view))

    def _found(self, commitment: Commitment, view: View) -> Iterator[ComingMatter]:
        for head in for_heads(self.planned, commitment, view):
            if isinstance(head, ForHead) and not is_told(self.planned, head, commitment, view):
                why_not = why_silent(self.planned, commitment, view)
                goes = mail_day(self.planned, head, commitment, view)
                on, waits = (None, goes) if isinstance(goes, str) else (goes, "")
                yield ComingMatter(commitment=commitment, head=head, goes_on=on, why_not=why_not or waits)


def why_not_hold(mail: ComingMail | None, reason: str) -> str:
    """Why a mail may not be held for a week, with what can be done instead; empty when it may."""
    if not reason.strip():
        return "A hold is recorded with its reason: say --reason."
    if mail is None or not any(not each.why_not or mail.held for each in mail.matters):
        return "Nothing goes to the chair: there is nothing to hold."
    if mail.planned.meeting:
        return "An exception note has its day before the papers: answer what is wrong in it, or add a line."
    if mail.held:
        return "It is held already, until next week."
    if not mail.to_hold:
        return "All of it was held last week, and nothing is held for two weeks: answer what is wrong, or add a line."
    return ""
