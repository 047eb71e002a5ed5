"""PDFs made for the tests with reportlab: tables of several looks, scans, locked ones. All words are invented."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

HEADER = ("Ref", "Action", "Lead", "Target date", "Progress")
GRID = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9, leading=11)
WIDTHS = (40, 260, 90, 110, 200)
_BODY = (
    (
        "1.1",
        "Train every case manager in the new assessment tool, and show by observation of practice that what was learnt "
        "has reached supervision.",
        "Nina Marsh",
        "March 2025",
        "",
    ),
    ("1.2", "Write the schedule of audits.", "AB", "14/02/2025", "A first draft went to the board in November."),
    (
        "1.3",
        "Agree with the police how referrals that mention diversity are recorded, so that panels see them before they "
        "meet and can ask for what is missing.",
        "Head of Service, Education",
        "Quarterly",
        "Met twice.",
    ),
    ("1.4", "Publish the guide.", "CD & EF", "Dec 2024 - the printer has the text", "With the printer"),
    (
        "1.5",
        "Review the terms of the remand panel with health and education, and report to the board.",
        "All Managers",
        "Ongoing",
        "",
    ),
)


def plan_rows(count: int) -> list[tuple[str, ...]]:
    """`count` rows of an invented plan: areas of five actions, numbered 1.1 to 1.5, 2.1 and so on."""
    return [(f"{at // 5 + 1}.{at % 5 + 1}", *_BODY[at % 5][1:]) for at in range(count)]


def table_pdf(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    style: Sequence[Any] = (),
    widths: Sequence[float] = WIDTHS,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    repeat: int = 1,
    running_head: str = "",
) -> Path:
    """A landscape PDF with paragraphs, one table whose cells wrap, and paragraphs."""

    def draw_running_head(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if running_head:
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(420, 570, running_head)
            canvas.drawString(72, 24, running_head)
            canvas.drawRightString(760, 24, f"Page {document.page} of 9")

    table = Table(
        [[Paragraph(text, TEXT) for text in row] for row in rows], list(widths), repeatRows=repeat, splitInRow=1
    )
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *style]))
    story: list[Flowable] = [Paragraph(text, TEXT) for text in above]
    story += [Spacer(1, 14), table, Spacer(1, 30)]
    story += [Paragraph(text, TEXT) for text in below]
    document = SimpleDocTemplate(str(path), pagesize=landscape(A4))
    document.build(story, onFirstPage=draw_running_head, onLaterPages=draw_running_head)
    return path


LINES_BETWEEN_ROWS = (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey),)
SHADED_ROWS = (("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.whitesmoke, colors.lightgrey]),)
LINE_BELOW_HEADER = (("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),)
NO_PADDING = (("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0))
CENTRED = (("VALIGN", (0, 0), (-1, -1), "MIDDLE"),)


def lines_pdf(path: Path, pages: Sequence[Sequence[str]], *, password: str = "", owner_password: str = "") -> Path:
    """A PDF with lines of text on each page, locked when a password is given."""
    lock = StandardEncryption(password, owner_password or "owner", strength=128) if password or owner_password else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=lock)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 770 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def scanned_pdf(path: Path, pages: int, *, stamp: str = "") -> Path:
    """Pages that are pictures from edge to edge, as a scanner makes them, with its stamp."""
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(pages):
        _draw_scan(canvas, A4)
        canvas.drawString(40, 20, stamp)
        canvas.showPage()
    canvas.save()
    return path


def partly_scanned_pdf(path: Path, scanned: Collection[int], pages: int) -> Path:
    """A page each with a small ruled table, but pictures where `scanned` says so; pages count from 1."""
    canvas = Canvas(str(path), pagesize=landscape(A4))
    for number in range(1, pages + 1):
        if number in scanned:
            _draw_scan(canvas, landscape(A4))
        else:
            table = Table([["Ref", "Action"], [f"{number}.1", "Train all staff"]], [80, 300], style=TableStyle(GRID))
            table.wrapOn(canvas, 700, 500)
            table.drawOn(canvas, 60, 300)
        canvas.showPage()
    canvas.save()
    return path


def _draw_scan(canvas: Canvas, size: tuple[float, float]) -> None:
    canvas.drawImage(ImageReader(Image.linear_gradient("L")), 0, 0, *size)


def sideways_pdf(path: Path, rows: Sequence[Sequence[str]], *, turned_page: bool) -> Path:
    """A ruled table drawn up the side of a portrait page; `turned_page` has viewers turn the page for the reader."""
    canvas = Canvas(str(path), pagesize=landscape(A4) if turned_page else A4)
    if turned_page:
        canvas.setPageRotation(90)  # reportlab lays the sheet on its side itself
    canvas.rotate(90)
    canvas.translate(0, -A4[0])
    table = Table([[Paragraph(text, TEXT) for text in row] for row in rows], list(WIDTHS))
    table.setStyle(TableStyle(GRID))
    table.wrapOn(canvas, A4[1], A4[0])
    table.drawOn(canvas, 60, 200)
    canvas.showPage()
    canvas.save()
    return path


def nested_pdf(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A ruled table in a form that is drawn smaller and moved, on a sheet that is cropped from all sides."""
    canvas = Canvas(str(path), pagesize=landscape(A4), cropBox=(50, 40, 800, 560))
    table = Table([[Paragraph(text, TEXT) for text in row] for row in rows], list(WIDTHS), style=TableStyle(GRID))
    canvas.beginForm("table")
    table.wrapOn(canvas, 800, 500)
    table.drawOn(canvas, 0, 0)
    canvas.endForm()
    canvas.translate(80, 120)
    canvas.scale(0.9, 0.9)
    canvas.doForm("table")
    canvas.resetTransforms()
    canvas.drawString(60, 20, "cropped away")
    canvas.showPage()
    canvas.save()
    return path
