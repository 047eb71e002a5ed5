"""Pages as a reader sees them: texts of tables and lists, by their captions and headings."""

from lxml import html


def page(text: str) -> html.HtmlElement:
    """A page's tree."""
    return html.document_fromstring(text)


def words(element: html.HtmlElement) -> str:
    """All that an element says, in one line."""
    return " ".join(str(element.text_content()).split())


def table(text: str, caption: str) -> list[list[str]]:
    """The rows of the table with that caption, its head left out; [] when the page has no such table."""
    for each in page(text).iter("table"):
        if words(each.find("caption")) == caption:
            return [[words(cell) for cell in row] for row in each.xpath("tbody/tr | tfoot/tr")]
    return []


def paragraphs(text: str) -> list[str]:
    """Every paragraph of the main part."""
    return [words(each) for each in page(text).xpath("//main//p")]


def headings(text: str, level: int) -> list[str]:
    """Every heading of a level."""
    return [words(each) for each in page(text).iter(f"h{level}")]


def facts(text: str) -> dict[str, list[str]]:
    """The lists of facts: what each name says."""
    rows = page(text).xpath("//dl[contains(@class, 'facts')]/div")
    return {words(row.find("dt")): [words(each) for each in row.iter("dd")] for row in rows}
