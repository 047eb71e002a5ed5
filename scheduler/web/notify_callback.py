"""GOV.UK Notify's word on a mail, as it calls us back (its documentation, "Callbacks"): a POST with a bearer token."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Body, Header, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from notifications.bounces.notify_word import take_word
from scheduler.web.desk import TheDesk

router = APIRouter()
NO_CALLBACKS = "No callbacks are expected here: callback_token_file under [notify] in chaser.toml names their token."
NOT_NOTIFY = "The bearer token is not the one that was agreed with GOV.UK Notify."


class DeliveryReceipt(BaseModel):
    """What Notify says of one mail; it says more, which nobody needs here."""

    id: str
    status: str
    reference: str | None = None


@router.post("/notify")
def hear(
    said: Annotated[DeliveryReceipt, Body()], desk: TheDesk, authorization: Annotated[str, Header()] = ""
) -> Response:
    """Write down what became of a mail; 204 also for mails that are none of ours, or Notify would ask again."""
    if not desk.notify_token:
        raise HTTPException(404, NO_CALLBACKS)
    expected = f"Bearer {desk.notify_token}"
    if not hmac.compare_digest(authorization.encode(), expected.encode()):
        raise HTTPException(401, NOT_NOTIFY)
    with desk.sessions.begin() as session:
        take_word(session, said.model_dump(), now=desk.now(), redirected=desk.is_redirected)
    return Response(status_code=204)
