"""What GOV.UK Notify answers, in the contract's words: its errors (published API, "Errors") and how a request broke.

A request that never left surely brought nothing; one that broke afterwards leaves a doubt, which a query by
reference settles.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from notifications.transports.contract import Later, Outcome, Phase, Refused, Unknown, Unreachable

NOT_ALLOWED_YET = ("team-only API key", "trial mode")
OF_EVERY_MESSAGE = ("template", "personalisation", "email_reply_to_id")
TRY_AGAIN = (500, 503)


def meaning(status: int, errors: str | Iterable[Mapping[str, Any]] | None) -> Outcome:
    """What an error answer means for a message; `errors` as the client gives them: a list of pairs, or a sentence."""
    said = _in_words(errors)
    answer = f"{status} {said}".strip()
    if status == 400:
        return _not_taken(said, answer)
    if status == 413:
        return Refused(phase=Phase.CONTENT, answer=answer, blames_address=False)
    if status in TRY_AGAIN:
        return Later(phase=Phase.BODY, answer=answer)
    if status >= 500:  # a gateway's word: Notify itself may have taken the message
        return Unknown(phase=Phase.DOT, answer=answer)
    return Unreachable(phase=Phase.LOGIN if status in {401, 403} else Phase.CONNECT, answer=answer)


def broken(fault: BaseException | None) -> Outcome:
    """What it means that no answer came; `fault` is the exception of `requests` under the client's own."""
    from requests import exceptions  # comes with the client, which is an extra

    answer = f"no answer from GOV.UK Notify: {fault}"
    before_it_went = exceptions.ConnectTimeout | exceptions.SSLError | exceptions.InvalidURL | exceptions.MissingSchema
    never_left = isinstance(fault, before_it_went) or (
        isinstance(fault, exceptions.ConnectionError) and _could_not_connect(fault)
    )
    if never_left:
        return Unreachable(phase=Phase.CONNECT, answer=answer)
    return Unknown(phase=Phase.DOT, answer=answer)


def _could_not_connect(fault: Exception) -> bool:
    """Whether the connection was never made: urllib3 says so by the reason inside its own exception."""
    from urllib3.exceptions import NameResolutionError, NewConnectionError, ProxyError

    reason = getattr(fault.args[0], "reason", fault.args[0]) if fault.args else None
    return isinstance(reason, NewConnectionError | NameResolutionError | ProxyError)


def _not_taken(said: str, answer: str) -> Outcome:
    if "email_address" in said:
        return Refused(phase=Phase.RECIPIENT, answer=answer, blames_address=True)
    if any(words in said for words in NOT_ALLOWED_YET):
        return Refused(phase=Phase.RECIPIENT, answer=answer, blames_address=False)
    if any(words in said for words in OF_EVERY_MESSAGE) and "character" not in said:
        return Unreachable(phase=Phase.CONTENT, answer=answer)
    return Refused(phase=Phase.CONTENT, answer=answer, blames_address=False)


def _in_words(errors: str | Iterable[Mapping[str, Any]] | None) -> str:
    if errors is None or isinstance(errors, str):
        return errors or ""
    return "; ".join(f"{each.get('error', 'error')}: {each.get('message', '')}" for each in errors)
