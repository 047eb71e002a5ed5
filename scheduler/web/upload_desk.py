"""Whose the desk is, and the upload of theirs that a page is about."""

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from scheduler.register.uploads import Upload, find_upload
from scheduler.rules.access import Role
from scheduler.web.readers import Reader
from scheduler.web.seen import Seen

KEEPERS = frozenset({Role.CO_ORDINATOR})
NOT_YOURS = "This page is the co-ordinator's."
GONE = "There is no such upload any more: it was recorded or discarded, or a later one of the same plan took its place."
OVERTAKEN = (
    "Nothing was recorded: what you sent is older than what is here. Somebody mended it meanwhile, or you did in "
    "another window. Look at it as it is now, then say so once more."
)


def at_the_desk(reader: Reader, seen: Seen) -> tuple[str, ...]:
    """The boards whose desk is the reader's; raises 404 for whoever has none."""
    boards = seen.access.boards_as(KEEPERS)
    if not boards:
        raise HTTPException(404, NOT_YOURS)
    return boards


def waiting_upload(session: Session, number: int, seen: Seen) -> Upload:
    """An upload of the reader's boards that waits; raises 404 for any other, there or not."""
    boards = at_the_desk(seen.reader, seen)
    upload = find_upload(session, number)
    if upload is None or upload.board not in boards:
        raise HTTPException(404, GONE)
    return upload
