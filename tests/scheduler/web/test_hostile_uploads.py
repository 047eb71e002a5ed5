"""Files that were made to do harm, sent to the desk: each is refused with a sentence, and the pages go on."""

import zipfile
from io import BytesIO

import httpx
import pytest

from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page
from tests.scheduler.web.uploads import problems

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><w:document>&i;</w:document>"
)


def sent(home: Home, name: str, content: bytes) -> httpx.Response:
    token = page(home.visitor.get("/desk/uploads/new").text).xpath("//input[@name='token']/@value")[0]
    form = {"token": token, "plan": "new-plan", "board": "cog", "as_of": "2026-10-01"}
    return home.visitor.ask("POST", "/desk/uploads", data=form, files={"file": (name, content)})


def package(**parts: bytes) -> bytes:
    """A zip file with these parts; "word__document" is word/document.xml."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            made.writestr(f"{name.replace('__', '/')}.xml", content)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.docx", package(word__document=b"0" * 120_000_000)),
        ("laughs.docx", package(word__document=LAUGHS.encode())),
        ("program.docx", b"MZ\x90\x00\x03" + b"\x00" * 200),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200),
    ],
)
def test_a_file_made_to_do_harm_is_refused_with_a_sentence(home: Home, name: str, content: bytes) -> None:
    answer = sent(home, name, content)
    [(said, field)] = problems(answer)

    assert (answer.status_code, field, said[: len(name)]) == (400, "#file", name)
    assert home.visitor.get("/desk").status_code == 200


def test_an_empty_file_is_named(home: Home) -> None:
    assert problems(sent(home, "plan.docx", b"")) == [
        ("plan.docx is empty: open it to see whether it is all there", "#file")
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("<b>plan</b>.csv", "b>.csv"),
    ],
)
def test_a_files_name_leads_nowhere(home: Home, name: str, shown: str) -> None:
    answer = sent(home, name, b"Ref,Action,Lead,Target date\n1.1,Write,NM,May 2027\n")
    heading = page(home.visitor.get(answer.headers["location"]).text).xpath("//h1")[0].text

    assert heading == f"What was read from {shown}"
