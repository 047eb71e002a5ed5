"""Five months, day by day, through a real SMTP server, against calendars that were worked out by hand."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

import pytest

from config.home import create_home
from scheduler.rules.working_days import WorkingDays
from tests.journeys import east_sussex_calendar as east_sussex
from tests.journeys import sample_calendar as sample
from tests.journeys.days import as_told, in_order, lived, open_home, record_plan
from tests.journeys.mailings import Mailing
from tests.journeys.post_office import PostOffice, post_office

PLANS = Path(__file__).parents[3] / "shared" / "plans"
SAMPLE = resources.files("config") / "sample"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as made:
        yield made


@pytest.fixture
def sample_home(tmp_path: Path, office: PostOffice) -> Path:
    (tmp_path / "chaser.toml").write_bytes((SAMPLE / "chaser.toml").read_bytes())
    house = open_home(tmp_path, office)
    with resources.as_file(SAMPLE / "plan.docx") as file:
        people = (SAMPLE / "people.csv").read_text("utf-8")
        record_plan(house, file, slug="sample", as_of=sample.FIRST_DAY, people=people)
    house.engine.dispose()
    return tmp_path


def test_the_sample_plans_five_months_are_those_worked_out_by_hand(sample_home: Path, office: PostOffice) -> None:
    house = open_home(sample_home, office)

    mails = lived(house, office, sample.FIRST_DAY, sample.LAST_DAY)

    house.engine.dispose()
    assert in_order(mails) == in_order(as_told(sample.MAILINGS))
    hold(mails)


def test_a_restart_of_the_process_in_the_middle_changes_nothing(sample_home: Path) -> None:
    middle, last = date(2026, 9, 25), date(2026, 10, 16)  # Fridays; by the first one the chair has heard, then again

    mails = in_a_process_of_its_own(sample_home, sample.FIRST_DAY, middle)
    mails += in_a_process_of_its_own(sample_home, middle, last, released=True)  # that morning once more

    assert in_order(mails) == in_order(as_told(tuple(each for each in sample.MAILINGS if each.on <= last)))


def in_a_process_of_its_own(home: Path, first: date, last: date, *, released: bool = False) -> list[Mailing]:
    """These days lived by a process that starts for them and ends after them."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(_live, home, first, last, released).result()


def _live(home: Path, first: date, last: date, released: bool) -> list[Mailing]:
    with post_office() as office:
        house = open_home(home, office)
        mails = lived(house, office, first, last, released=released)
        house.engine.dispose()
        return mails


@pytest.mark.skipif(not PLANS.exists(), reason=f"the published plans are not beside the project, in {PLANS}")
def test_east_sussexs_plan_is_chased_as_worked_out_by_hand(tmp_path: Path, office: PostOffice) -> None:
    create_home(
        tmp_path,
        board="cog",
        chair=f"Robin Hale <{east_sussex.PEOPLE['Chair']}>",
        co_ordinator=f"Sam Ode <{east_sussex.PEOPLE['Co-ordinator']}>",
    )
    house = open_home(tmp_path, office)
    record_plan(house, PLANS / "east-sussex-2024.docx", slug="east-sussex", as_of=east_sussex.FIRST_DAY)

    mails = lived(house, office, east_sussex.FIRST_DAY, east_sussex.LAST_DAY)

    house.engine.dispose()
    assert in_order(mails) == in_order(as_told(east_sussex.MAILINGS))
    hold(mails)


def hold(mails: list[Mailing]) -> None:
    """What holds whatever the calendar says: no rung twice, nothing on a closed day, one digest a person a day."""
    calendar = WorkingDays()
    rungs = [(mail.to, n.ref, n.reason, n.slot_on) for mail in mails for n in mail.notices]
    digests = [(mail.on, mail.to) for mail in mails if mail.kind == "digest"]
    assert len(set(rungs)) == len(rungs)
    assert len(set(digests)) == len(digests)
    assert [mail.on for mail in mails if not calendar.is_working(mail.on)] == []
    assert [mail.on for mail in mails if _to_chair(mail) and calendar.first_of_week(mail.on) != mail.on] == []


def _to_chair(mail: Mailing) -> bool:
    return any(n.reason == "chair" for n in mail.notices)
