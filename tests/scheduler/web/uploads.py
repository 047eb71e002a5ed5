"""Uploads for tests of the desk: sent, looked at, mended and recorded as a co-ordinator's browser does."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from scheduler.plans.commitments import Commitment
from scheduler.reading.guarded_reading import Wanted, read
from scheduler.reading.open_document import open_document
from scheduler.reading.portable import to_json
from scheduler.register import history
from scheduler.register.history import HistoryEntry
from scheduler.register.snapshot import load_snapshot
from scheduler.register.uploads import Upload, keep_upload
from scheduler.web.upload_reading import columns_here, said_before, with_reading
from tests.builders import SAM
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page, words

SLUG = "new-plan"
AS_OF = date(2026, 10, 1)
CSV = """\
Ref,Action,Lead,Target date
1.1,Write the new form,NM,31 January 2027
1.2,Train every team,Team X,Feb 2027
"""


def upload(home: Home, content: str = CSV, *, by: str = SAM) -> str:
    """Where an upload is shown that was read in this process, as if it had been sent: most tests begin after that."""
    with home.sessions.begin() as session:
        before = said_before(session, SLUG, home.desk.orders)
        wanted = Wanted(as_of=AS_OF, columns={}, terms_end_on=home.desk.orders.last_school_days)
        with TemporaryDirectory() as folder:
            path = Path(folder, "plan.csv")
            path.write_text(content)
            document = open_document(path)
        reading = read(document, wanted)
        columns = columns_here(before.columns, reading)
        if columns:
            reading = read(document, replace(wanted, columns=columns))
        made = Upload(
            plan=SLUG,
            board="cog",
            file_name="plan.csv",
            sha256=sha256(content.encode()).hexdigest(),
            who=by,
            at=home.now,
            reading=reading.plan,
            remarks=(),
            mends=before.mends,
        )
        number = keep_upload(session, with_reading(made, reading, columns), document=to_json(document))
    return f"/desk/uploads/{number}"


def fields(home: Home, path: str) -> dict[str, str]:
    """The form of a page as it stands: texts, what is chosen, what is ticked."""
    whole = page(home.visitor.get(path).text)
    [form] = whole.xpath("//main//form[not(contains(@action, 'discard'))]")
    outside = whole.xpath(f"//input[@form='{form.get('id', '')}'][@checked]")  # boxes and choices that a table holds
    return {**dict(form.form_values()), **{each.get("name"): each.get("value") for each in outside}}


def send(home: Home, path: str, action: str = "", **changed: str) -> httpx.Response:
    """The form of a page, filled in and sent."""
    return home.visitor.ask("POST", f"{path}{action}", data={**fields(home, path), **changed})


def problems(answer: httpx.Response) -> list[tuple[str, str]]:
    """The error summary: each problem with its link."""
    rows = page(answer.text).xpath("//div[@role='alert']//li")
    return [(words(each), each.find("a").get("href") if each.find("a") is not None else "") for each in rows]


def held(home: Home) -> dict[str, Commitment]:
    """The new plan's actions in the register, by ref."""
    with home.sessions() as session:
        return {each.ref: each for each in load_snapshot(session, {}).commitments if each.plan == SLUG}


def happened(home: Home, ref: str = "") -> list[HistoryEntry]:
    """What the history says of an action, or of the plan, the last edition's own line left out."""
    with home.sessions() as session:
        return [each for each in history.read(session, SLUG, ref) if each.road == "desk"]
