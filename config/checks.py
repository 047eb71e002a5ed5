"""What no single setting can tell: whether the settings together are enough to chase anybody, and fit each other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from config.boards import BoardSection, SeriesSection
from config.incoming_checks import incoming_remarks
from config.problems import Finding, KeyPath, Place
from config.settings import Settings
from config.signing_in import sign_in_remarks
from config.technical import SmtpSection
from config.words import listed, meant, shown

LONGEST_QUIET_DAYS = 180
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_NAME_A_BOARD = "Write the short name of one of your boards"


@dataclass(frozen=True, kw_only=True)
class _Remark:
    """What is to be said at a path, unless that or one `beside` it was wrong by itself."""

    path: KeyPath
    what: str
    cure: str
    is_warning: bool = False
    lets_run: bool = False
    beside: KeyPath = ()


def checked(settings: Settings, left_out: frozenset[KeyPath], place_of: Callable[[KeyPath], Place]) -> list[Finding]:
    """What does not fit together; silent about keys in `left_out`, which were wrong by themselves."""
    remarks = [
        *_relay(settings),
        *(_Remark(path=path, what=what, cure=cure) for path, what, cure in incoming_remarks(settings)),
        *(_Remark(path=path, what=what, cure=cure) for path, what, cure in sign_in_remarks(settings)),
        *_boards(settings),
        *_series(settings),
        *_plans(settings),
        *_quiet_days(settings),
    ]
    return [
        Finding(
            place=place_of(each.path),
            what=each.what,
            cure=each.cure,
            is_warning=each.is_warning,
            lets_run=each.lets_run,
        )
        for each in remarks
        if not _touches(each.path, left_out) and not (each.beside and _touches(each.beside, left_out))
    ]


def _touches(path: KeyPath, left_out: frozenset[KeyPath]) -> bool:
    return any(path[: len(each)] == each or each[: len(path)] == path for each in left_out)


def _relay(settings: Settings) -> Iterator[_Remark]:
    smtp = settings.smtp
    if settings.transport == "smtp" and not smtp.host:
        yield _Remark(
            path=("smtp", "host"),
            what='transport is "smtp", but no mail relay is named.',
            cure="Write the relay's name, or set CHASER_SMTP__HOST.",
        )
    yield from _tokens(smtp)
    has_password = bool(smtp.password.get_secret_value())
    if smtp.username and not has_password and not smtp.tenant:
        yield _Remark(
            path=("smtp", "password_file"),
            what=f"The relay is signed in to as {shown(smtp.username)}, but without a password.",
            cure="Write the password into a file and name it here, or set CHASER_SMTP__PASSWORD.",
            beside=("smtp", "password"),
        )
    if has_password and not smtp.username:
        yield _Remark(
            path=("smtp", "username"),
            what="There is a password for the relay, but no name to sign in with.",
            cure="Write the name, or take the password out.",
        )
    if smtp.username and smtp.security == "none" and smtp.host not in ON_THIS_MACHINE:
        yield _Remark(
            path=("smtp", "security"),
            what="The password would travel where others can read it.",
            cure='Set security to "starttls" or "tls".',
        )


def _tokens(smtp: SmtpSection) -> Iterator[_Remark]:
    secret = smtp.client_secret.get_secret_value()
    needed = {"username": smtp.username, "client_id": smtp.client_id, "client_secret_file": secret}
    for key, value in needed.items():
        if smtp.tenant and not value:
            yield _Remark(
                path=("smtp", key),
                what="A tenant of Microsoft 365 is named, and this is missing.",
                cure="Write username, client_id and client_secret_file, or leave tenant empty.",
                beside=("smtp", "client_secret") if key == "client_secret_file" else (),
            )


def _boards(settings: Settings) -> Iterator[_Remark]:
    if not settings.boards:
        yield _Remark(
            path=("boards",),
            what="There is no board, so that nobody would be mailed.",
            cure="Take away the # before [boards.…] and the lines below it, and fill in name, chair and co_ordinator.",
        )
    for slug, board in settings.boards.items():
        yield from _board(("boards", slug), board)


def _board(path: KeyPath, board: BoardSection) -> Iterator[_Remark]:
    if not board.name:
        yield _Remark(
            path=(*path, "name"),
            what="The board has no name.",
            cure='Write what mails call it, such as name = "Chief Officer Group".',
        )
    if not board.chair:
        yield _Remark(
            path=(*path, "chair"),
            what="The board has no chair: nothing can be escalated, and what stays late is held.",
            cure='Write name and address, such as chair = "Robin Hale <chair@example.org>".',
            lets_run=True,
        )
    if not board.co_ordinator:
        yield _Remark(
            path=(*path, "co_ordinator"),
            what="The board has no co-ordinator: nobody gets the replies, and mails have no sender.",
            cure='Write name and address, such as co_ordinator = "Sam Ode <sam@example.org>".',
        )
    yield from _same_people(path, board)


def _same_people(path: KeyPath, board: BoardSection) -> Iterator[_Remark]:
    if board.chair and board.co_ordinator and board.chair.email == board.co_ordinator.email:
        yield _Remark(
            path=(*path, "chair"),
            what=f"{board.chair.email} is both chair and co-ordinator: nobody sees the chair's mails beforehand.",
            cure="Name two people if you can.",
            is_warning=True,
        )
    if board.chair and board.vice_chair and board.chair.email == board.vice_chair.email:
        yield _Remark(
            path=(*path, "vice_chair"),
            what=f"{board.chair.email} is both chair and vice-chair: nobody stands in for the chair.",
            cure='Name somebody else, or leave it "".',
            is_warning=True,
        )


def _series(settings: Settings) -> Iterator[_Remark]:
    for slug, series in settings.series.items():
        yield from _one_series(("series", slug), series, settings)


def _one_series(path: KeyPath, series: SeriesSection, settings: Settings) -> Iterator[_Remark]:
    yield from _known_board((*path, "board"), series.board, settings.boards)
    if not series.name:
        yield _Remark(
            path=(*path, "name"),
            what="The series of meetings has no name.",
            cure='Write what calendars call it, such as name = "Quarterly moderation".',
        )
    if not series.rule and not series.days:
        yield _Remark(
            path=(*path, "rule"),
            what="The series has neither a rule nor days: it would never meet.",
            cure='Write a rule such as "quarterly, second Tuesday, 14:00 to 16:00, from 2027-01", or list its days.',
            beside=(*path, "days"),
        )
    if series.ends <= series.starts:
        yield _Remark(
            path=(*path, "ends"),
            what=f"The meeting ends at {series.ends:%H:%M}, but begins at {series.starts:%H:%M}.",
            cure="Let it end after it begins, on the same day.",
        )


def _plans(settings: Settings) -> Iterator[_Remark]:
    for slug, plan in settings.plans.items():
        if plan.board or len(settings.boards) != 1:
            yield from _known_board(("plans", slug, "board"), plan.board, settings.boards)


def _known_board(path: KeyPath, board: str, boards: Iterable[str]) -> Iterator[_Remark]:
    known = listed(boards, last="or")
    if board in boards or not known:
        return  # without any board, that is what is said
    what = f"There is no board {shown(board)}." if board else "No board is named."
    yield _Remark(path=path, what=what, cure=f"{meant(board, boards)}{_NAME_A_BOARD}: {known}.")


def _quiet_days(settings: Settings) -> Iterator[_Remark]:
    calendar = settings.calendar
    if (calendar.quiet_from is None) != (calendar.quiet_to is None):
        yield _Remark(
            path=("calendar", "quiet_to" if calendar.quiet_from else "quiet_from"),
            what="The quiet days have only one end.",
            cure='Set both quiet_from and quiet_to, or "" for both.',
        )
    if calendar.quiet_from and calendar.quiet_to:
        last = date(2026 if calendar.quiet_to < calendar.quiet_from else 2025, *calendar.quiet_to)
        length = (last - date(2025, *calendar.quiet_from)).days + 1
        if length > LONGEST_QUIET_DAYS:
            yield _Remark(
                path=("calendar", "quiet_to"),
                what=f"The quiet days last {length} days, more than half the year.",
                cure="Check quiet_from and quiet_to: the month comes before the day.",
            )
