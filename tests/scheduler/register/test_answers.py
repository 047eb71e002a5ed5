"""Answers in the register, on both databases: rows only added, what each changes, and the history of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Plan, Status
from scheduler.register import history
from scheduler.register.answers import list_answers, record_answer
from scheduler.register.database import upgrade
from scheduler.register.plans import close_plan
from scheduler.register.snapshot import load_snapshot
from scheduler.register.tables import AnswerRow, EarlierTargetRow
from scheduler.rules.answers import Admitted, Effects
from tests.builders import in_month
from tests.scheduler.register.samples import COG, DAY, NOW, import_directory, record_first, record_next
from tests.scheduler.rules.editions import action, plan, step

NINA, OMAR, SAM = "nina@example.org", "omar@example.org", "sam@example.org"
OCT, NOV, DEC, MAR = (
    in_month(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 31))
)
SAID_AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


def an_answer(kind: AnswerKind, key: str = "cog-2026/1.1", **words: Any) -> Answer:
    made = Answer(
        at=SAID_AT, on=date(2026, 10, 5), commitment=key, kind=kind, who=NINA, recorded_by=SAM, road=Road.TELEPHONE
    )
    return replace(made, **words)


def keep(session: Session, answer: Answer, **effects: Any) -> Answer:
    admitted = Admitted(answer=answer, effects=Effects(**effects), follows=())
    return record_answer(session, COG, admitted, now=LATER)


def one_plan() -> Plan:
    return plan(action("1.1", leads=["NM"], target=OCT, waiting_for="guidance", milestones=(step("Review", DEC),)))


def commitments(session: Session) -> dict[str, Commitment]:
    session.flush()
    return {each.ref: each for each in load_snapshot(session, {}).commitments}


def test_an_answer_is_kept_with_all_that_was_said(session: Session) -> None:
    record_first(session, one_plan())
    said = an_answer(
        AnswerKind.NEW_DATE,
        name="Nina",
        words="Police away",
        evidence="Mail of 5 October",
        target=NOV,
        whom="the region",
        until=date(2026, 12, 1),
        ends_on=date(2026, 11, 30),
        minute="4",
        is_request=True,
        beyond="it has moved 1 time already",
        copies=(NINA, OMAR),
    )

    kept = keep(session, said)

    session.expire_all()
    assert list_answers(session) == {"cog-2026/1.1": (kept,)}
    assert kept == replace(said, number=kept.number)


def test_a_granted_date_keeps_the_first_and_every_one_between(session: Session) -> None:
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.NEW_DATE, target=NOV), target=NOV)
    keep(session, an_answer(AnswerKind.NEW_DATE, target=DEC), target=DEC)

    found = commitments(session)["1.1"]

    assert (found.target, found.was) == (DEC, (OCT, NOV))


def test_a_corrected_date_is_kept_and_no_slip(session: Session) -> None:
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.CORRECT, target=NOV), target=NOV, is_slip=False)

    found = commitments(session)["1.1"]
    kept = session.scalars(select(EarlierTargetRow.why)).all()

    assert (found.target, found.was, kept) == (NOV, (), ["correction"])


def test_a_milestones_date_moves_by_itself(session: Session) -> None:
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.NEW_DATE, "cog-2026/1.1#1", target=MAR), target=MAR)

    found = commitments(session)

    assert (found["1.1#1"].target, found["1.1#1"].was, found["1.1"].target) == (MAR, (DEC,), OCT)


def test_a_first_date_replaces_nothing(session: Session) -> None:
    record_first(session, plan(action("1.1")))
    keep(session, an_answer(AnswerKind.NEW_DATE, target=NOV), target=NOV)

    assert (commitments(session)["1.1"].target, commitments(session)["1.1"].was) == (NOV, ())


def test_a_claim_completes_what_is_to_be_verified_and_a_return_opens_it(session: Session) -> None:
    record_first(session, one_plan())
    claim = an_answer(AnswerKind.COMPLETE, evidence="Minute 7")
    kept = keep(session, claim, status=Status.COMPLETE, unverified=True, completed_on=DAY)
    claimed = commitments(session)
    assert (claimed["1.1"].status, claimed["1.1"].unverified, claimed["1.1"].answered.claim) == (
        Status.COMPLETE,
        True,
        kept,
    )
    assert (claimed["1.1#1"].status, claimed["1.1#1"].unverified) == (Status.COMPLETE, True)

    keep(session, an_answer(AnswerKind.RETURN, who=SAM, words="Not yet"), status=Status.IN_PROGRESS)

    back = commitments(session)["1.1"]
    assert (back.status, back.unverified, back.answered.claim) == (Status.IN_PROGRESS, False, None)


def test_what_is_said_of_an_action_holds_for_its_steps(session: Session) -> None:
    import_directory(session)
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.PROGRESS, words="Begun"))
    keep(session, an_answer(AnswerKind.NOT_MINE, whom="Omar Reid"))
    keep(session, an_answer(AnswerKind.WAITING, whom="the region", ends_on=DAY), waiting_for="the region")

    of_step = commitments(session)["1.1#1"]

    assert dict(of_step.answered.reported) == {NINA: date(2026, 10, 5)}
    assert (list(of_step.answered.not_mine), of_step.waiting_for, of_step.answered.waits_until) == (
        [NINA],
        "the region",
        DAY,
    )


def test_a_new_lead_wins_over_the_printed_one(session: Session) -> None:
    import_directory(session)
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.REASSIGN, who=SAM, whom=OMAR), lead=OMAR)

    assert commitments(session)["1.1"].leads == (OMAR,)


def test_every_answer_is_in_the_history_with_what_was_before(session: Session) -> None:
    record_first(session, one_plan())
    kept = keep(session, an_answer(AnswerKind.NEW_DATE, words="Police away", target=NOV), target=NOV)

    entry = history.read(session, COG, "1.1")[-1]

    assert (entry.at, entry.who, entry.road, entry.what) == (LATER, NINA, "telephone", "answered: new date")
    assert entry.before == {"target date": "“Oct 2026”, by the end of October 2026"}
    assert entry.after == {
        "answer": kept.number,
        "commitment": "cog-2026/1.1",
        "kind": "new date",
        "recorded_by": SAM,
        "road": "telephone",
        "target": "“Nov 2026”, by the end of November 2026",
        "target date": "“Nov 2026”, by the end of November 2026",
        "who": NINA,
        "words": "Police away",
    }


def test_what_people_answered_outlives_the_next_edition(session: Session) -> None:
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.NEW_DATE, target=NOV), target=NOV)
    keep(session, an_answer(AnswerKind.WAITING, whom="the region"), waiting_for="the region")

    record_next(session, one_plan())

    found = commitments(session)["1.1"]
    assert (found.target, found.was, found.waiting_for) == (NOV, (OCT,), "the region")
    assert len(found.answered.answers) == 2


def test_a_closed_plans_answers_are_kept_and_no_longer_looked_at(session: Session) -> None:
    record_first(session, one_plan())
    keep(session, an_answer(AnswerKind.PROGRESS, words="Begun"))
    close_plan(session, COG, DAY, who=SAM, now=NOW)
    session.flush()

    assert (list_answers(session), len(session.scalars(select(AnswerRow)).all())) == ({}, 1)


def test_a_database_of_the_first_revision_keeps_its_people_and_learns_answers(blank: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("scheduler.register") / "migrations"))
    with blank.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with blank.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO people (email, name, initials, organisation, aliases, manager, deputy, digest, changed_at)"
                " VALUES ('nina@example.org', 'Nina Marsh', '', '', '[]', '', '', 'daily', '2026-10-01 08:00:00')"
            )
        )
    upgrade(blank)

    with Session(blank) as session:
        people = load_snapshot(session, {}).people
        assert [(each.name, each.shared) for each in people.values()] == [("Nina Marsh", False)]
        assert list_answers(session) == {}
