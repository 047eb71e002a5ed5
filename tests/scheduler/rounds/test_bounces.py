"""The round of what came to us, lived through: bounces move matters on, replies are passed on, nothing twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications import outbox
from notifications.bounces.kept import kept_mail, kept_mails
from notifications.bounces.recording import Became
from notifications.bounces.return_addresses import ReturnAddresses
from notifications.tables import Kind, State
from notifications.tables_incoming import IncomingKind
from notifications.transports.contract import Envelope
from notifications.transports.memory import Memory
from scheduler.register.rounds import last_round
from scheduler.rounds.bounces import BOUNCES, STRANGERS_A_DAY, empty_letterbox, take_mail
from tests.builders import SAM
from tests.notifications.bounces.mails_in import bounce, lines, reply
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in

NINA = "nina@example.org"
RETURNS = ReturnAddresses(address="bounces@example.org", secret=b"a secret of this house")
MONDAY, TUESDAY = "2025-02-03T08:00", "2025-02-04T08:00"  # the first working day late, and the next


def told_on_monday(house: TestHouse) -> None:
    house.orders = replace(house.orders, returns=RETURNS, replies_to=RETURNS.address)
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")))
    house.morning(MONDAY, release=True)


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """A house in which Nina's digest of Monday was accepted: 1.1 is late."""
    return lived_in(tmp_path, told_on_monday)


def digest_of(house: TestHouse, to: str = NINA) -> Envelope:
    """What went to somebody last."""
    assert isinstance(house.road, Memory)
    return [sent for sent in house.road.accepted if sent.recipient == to][-1]


def take(house: TestHouse, raw: bytes, when: str = "2025-02-03T09:00", *, redirected: bool = False) -> Became:
    """One mail taken in."""
    with house.sessions.begin() as session:
        return take_mail(session, house.orders, raw, now=at(when), redirected=redirected)


def state_of(house: TestHouse, key: str) -> tuple[State, str]:
    """Where a message stands, and the last line of its history."""
    with house.sessions() as session:
        entry = outbox.entry(session, key)
    assert entry is not None
    return entry.state, entry.sentence


def left_alone(house: TestHouse) -> list[str]:
    """The addresses that nothing is sent to."""
    with house.sessions() as session:
        return [each.address for each in outbox.suspensions(session)]


def test_a_digest_goes_out_under_its_own_return_address_and_asks_for_replies_to_the_mailbox(house: TestHouse) -> None:
    sent = digest_of(house)

    assert sent.sender == RETURNS.for_message(sent.id)
    assert message_from_bytes(sent.content)["Reply-To"] == '"Sam Ode" <bounces@example.org>'


def test_a_bounce_for_good_suspends_the_address_and_says_so(house: TestHouse) -> None:
    sent = digest_of(house)

    assert take(house, bounce(to=sent.sender, diagnostic="smtp; 550 5.1.1 no such user")) is Became.BOUNCED

    assert state_of(house, sent.id) == (
        State.BOUNCED,
        "It came back: 550 5.1.1 no such user; nothing more is sent to nina@example.org",
    )
    assert left_alone(house) == [NINA]


def test_what_came_back_is_told_to_the_co_ordinator_on_the_next_morning(house: TestHouse) -> None:
    take(house, bounce(to=digest_of(house).sender, diagnostic="smtp; 550 5.1.1 no such user"))

    report = house.morning(TUESDAY)

    assert [each.person for each in report.posted] == [SAM]
    text = report.posted[0].rendered.text
    assert "Action 1.1" in text
    assert (
        "MAIL CAME BACK: NOTHING MORE IS SENT TO THEM\n\n"
        "Correct the address in the people file and import it, or let mail go\n"
        "there again: chaser bounces lift ADDRESS."
    ) in text.replace("\r", "")
    assert (
        "- Nina Marsh (nina@example.org): mail came back on 3 February 2025: 550 5.1.1 no such user; 1 action of "
        "theirs now with their deputy or with you"
    ) in " ".join(text.split())


def test_with_a_deputy_in_the_directory_it_is_the_deputy_who_is_told(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, returns=RETURNS)
    people = (
        "name,initials,email,deputy\nNina Marsh,NM,nina@example.org,omar@example.org\nOmar Reid,OR,omar@example.org,\n"
    )
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")), people=people)
    house.morning(MONDAY, release=True)
    take(house, bounce(to=digest_of(house).sender))

    report = house.morning(TUESDAY)

    assert [each.person for each in report.posted] == ["omar@example.org", SAM]
    assert "You also have what is Nina Marsh’s here: you are covering." in report.posted[0].rendered.text


def test_the_co_ordinator_hears_of_an_address_once(house: TestHouse) -> None:
    take(house, bounce(to=digest_of(house).sender))
    first, second = house.morning(TUESDAY), house.morning("2025-02-05T08:00")

    assert "MAIL CAME BACK" in first.posted[0].rendered.text
    assert second.posted == ()


def test_once_the_address_is_good_again_its_person_is_told(house: TestHouse) -> None:
    take(house, bounce(to=digest_of(house).sender))
    with house.sessions.begin() as session:
        outbox.lift(session, NINA, now=at("2025-02-03T10:00"))

    report = house.morning(TUESDAY)

    assert [each.person for each in report.posted] == [NINA]


def test_the_same_bounce_twice_or_from_two_roads_changes_nothing_more(house: TestHouse) -> None:
    sent = digest_of(house)
    take(house, bounce(to=sent.sender))
    with house.sessions.begin() as session:
        outbox.lift(session, NINA, now=at("2025-02-03T10:00"))

    assert take(house, bounce(to=sent.sender)) is Became.SEEN_BEFORE
    assert take(house, bounce(to=sent.sender, diagnostic="smtp; 550 5.1.1 another")) is Became.SEEN_BEFORE
    assert left_alone(house) == []


def test_a_bounce_that_comes_weeks_later_changes_nothing(house: TestHouse) -> None:
    sent = digest_of(house)

    assert take(house, bounce(to=sent.sender), "2025-02-18T09:00") is Became.TOO_LATE
    assert state_of(house, sent.id)[0] is State.ACCEPTED
    assert left_alone(house) == []


def test_a_full_mailbox_is_counted_and_told_again_and_only_the_third_in_a_row_suspends(house: TestHouse) -> None:
    full = {"status": "5.2.2", "diagnostic": "smtp; 552 5.2.2 mailbox full"}
    for number, day in enumerate(("2025-02-03", "2025-02-04", "2025-02-05"), 1):
        assert left_alone(house) == []
        if number > 1:
            assert [each.person for each in house.morning(f"{day}T08:00").posted] == [NINA]
        sent = digest_of(house)
        assert take(house, _with_id(bounce(to=sent.sender, **full), day), f"{day}T09:00") is Became.UNDELIVERED

    assert left_alone(house) == [NINA]


def _with_id(raw: bytes, day: str) -> bytes:
    return raw.replace(b"<20250303080101.ABC@", f"<{day}@".encode())


def test_a_delay_is_written_into_the_history_and_no_more(house: TestHouse) -> None:
    sent = digest_of(house)
    delayed = bounce(to=sent.sender, action="delayed", status="4.2.0", diagnostic="smtp; 451 greylisted")

    assert take(house, delayed) is Became.DELAYED
    assert state_of(house, sent.id) == (State.ACCEPTED, "Still being tried: 451 greylisted")


def test_a_bounce_under_a_redirect_suspends_nobody(house: TestHouse) -> None:
    sent = digest_of(house)

    assert take(house, bounce(to=sent.sender, recipient="me@example.org"), redirected=True) is Became.BOUNCED
    assert left_alone(house) == []


def test_a_forged_bounce_is_dropped_and_suspends_nobody(house: TestHouse) -> None:
    sent = digest_of(house)
    forger = ReturnAddresses(address=RETURNS.address, secret=b"guessed")

    assert take(house, bounce(to=forger.for_message(sent.id))) is Became.FORGED
    assert take(house, bounce(to=RETURNS.address, original="<deadbeef@example.org>")) is Became.UNMATCHED
    assert state_of(house, sent.id)[0] is State.ACCEPTED
    assert left_alone(house) == []


def test_a_message_id_alone_counts_only_for_the_address_that_the_message_went_to(house: TestHouse) -> None:
    sent = digest_of(house)
    plain = {"to": RETURNS.address, "original": sent.message_id}

    assert take(house, bounce(recipient="chair@example.org", **plain)) is Became.UNMATCHED
    assert take(house, bounce(**plain)) is Became.BOUNCED
    assert left_alone(house) == [NINA]


def test_a_bounce_proves_that_a_message_in_doubt_was_accepted(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, returns=RETURNS)
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")))
    posted = house.morning(MONDAY, release=True, deliver=False).posted
    key = next(each.id for each in posted if each.person == NINA)
    _hand_over(house, key)

    assert take(house, bounce(to=RETURNS.for_message(key))) is Became.BOUNCED
    assert state_of(house, key)[0] is State.BOUNCED


def _hand_over(house: TestHouse, key: str) -> None:
    """A node that died while it waited for the relay's answer."""
    with house.sessions.begin() as session:
        leased = outbox.lease_due(session, now=at(MONDAY), by="gone", limit=10, lease_for=outbox.leases.HANDOFF_FOR)
        message = next(each for each in leased if each.id == key)
        assert outbox.begin_handoff(session, message, now=at(MONDAY))


def forwarded(house: TestHouse, when: str = "2025-02-03T10:00") -> EmailMessage:
    """What the co-ordinator gets of a reply."""
    house.deliver(when)
    return message_from_bytes(digest_of(house, SAM).content, policy=policy.default)


def test_a_reply_is_kept_with_its_mail_and_passed_on_once(house: TestHouse) -> None:
    sent = digest_of(house)
    raw = reply("Done, the paper is on the portal.\n", In_Reply_To=sent.message_id)

    assert take(house, raw) is Became.REPLY
    assert take(house, raw) is Became.SEEN_BEFORE

    with house.sessions() as session:
        (kept,) = kept_mails(session)
        notes = [each for each in outbox.entries(session) if each.kind is Kind.NOTE]
    assert (kept.kind, kept.message, kept.writer) == (IncomingKind.REPLY, sent.id, NINA)
    assert kept.words == "Done, the paper is on the portal."
    assert kept.answers == "1 action needs you: 1 overdue"
    assert [(each.id, each.to_address) for each in notes] == [(kept.forwarded_in, SAM)]
    assert notes[0].subject == "Nina Marsh replied: 1 action needs you: 1 overdue"
    assert state_of(house, sent.id)[1] == "Nina Marsh replied; kept with it, and passed on"


def test_what_the_co_ordinator_gets_quotes_the_words_and_is_answered_to_the_writer(house: TestHouse) -> None:
    take(house, reply("Done.\n\nThe paper is there.\n", In_Reply_To=digest_of(house).message_id))
    mail = forwarded(house)

    assert (mail["To"], mail["Reply-To"]) == ("Sam Ode <sam@example.org>", "Nina Marsh <nina@example.org>")
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")
    assert text.startswith(
        "Nina Marsh replied\nto the mail of Monday 3 February 2025, “1 action needs you: 1 overdue”\n"
    )
    assert "WHAT THEY WROTE\n  > Done.\n  >\n  > The paper is there.\n" in text


def test_hostile_words_of_a_reply_stay_words(house: TestHouse) -> None:
    evil = "<script>alert(1)</script>\n</td></tr></table><h1>Pay here</h1>\n{{ 7 * 7 }}\n"
    raw = reply(evil, In_Reply_To=digest_of(house).message_id)
    take(house, raw.replace(b"Re: 3 actions need you", b"=?utf-8?q?Re=0D=0ABcc:_x@example.com=E2=80=A8x?="))
    mail = forwarded(house)
    rich = mail.get_body(("html",))

    assert mail.get_all("Bcc") is None
    assert rich is not None
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rich.get_content()
    assert rich.get_content().count("<h1") == 1
    assert "{{ 7 * 7 }}" in rich.get_content()


def test_a_reply_that_names_no_mail_is_taken_to_answer_the_last_one_to_its_writer(house: TestHouse) -> None:
    take(house, reply(In_Reply_To=""))

    with house.sessions() as session:
        assert [each.message for each in kept_mails(session)] == [digest_of(house).id]


def test_a_stranger_is_kept_and_passed_on_all_the_same(house: TestHouse) -> None:
    assert take(house, reply("Hello?\n", From="Ann <ann@example.com>", In_Reply_To="")) is Became.REPLY

    body = forwarded(house).get_body(("plain",))
    assert body is not None
    assert "It answers no mail that could be found." in body.get_content()


def test_a_flood_from_strangers_is_kept_and_only_its_beginning_passed_on(house: TestHouse) -> None:
    for number in range(STRANGERS_A_DAY + 2):
        take(house, reply(f"Buy {number}\n", From="ann@example.com", In_Reply_To=""))
    take(house, reply("Buy the next day\n", From="ann@example.com", In_Reply_To=""), "2025-02-04T09:01")

    with house.sessions() as session:
        kept = kept_mails(session)
    assert len(kept) == STRANGERS_A_DAY + 3
    assert [bool(each.forwarded_in) for each in reversed(kept)] == [True] * STRANGERS_A_DAY + [False, False, True]


def test_a_mail_that_nobody_understands_is_kept_whole_and_passed_on(house: TestHouse) -> None:
    raw = b"From: nina@example.org\r\nSubject: \xff\xfe\r\n\r\n"
    assert take(house, raw) is Became.REPLY

    with house.sessions() as session:
        (kept,) = kept_mails(session)
        found = kept_mail(session, kept.number)
    assert found is not None
    assert (kept.kind, found[1]) == (IncomingKind.UNREADABLE, raw)
    assert forwarded(house)["Subject"].startswith("A mail that could not be read: ")


def test_the_co_ordinators_own_reply_is_kept_and_not_sent_back_to_them(house: TestHouse) -> None:
    take(house, reply(From="Sam Ode <sam@example.org>", In_Reply_To=digest_of(house).message_id))

    with house.sessions() as session:
        assert [(each.writer, each.forwarded_in) for each in kept_mails(session)] == [(SAM, "")]


def test_an_automatic_reply_is_passed_over(house: TestHouse) -> None:
    assert take(house, reply(Auto_Submitted="auto-replied")) is Became.AUTOMATIC

    with house.sessions() as session:
        assert kept_mails(session) == ()


@dataclass
class Box:
    """A letterbox that breaks off before a mail is marked as done, as often as it is told."""

    mails: dict[str, bytes]
    breaks: int = 0
    marked: list[str] = field(default_factory=list)

    def new(self) -> Iterator[tuple[str, bytes]]:
        """What is not marked."""
        yield from [(name, raw) for name, raw in self.mails.items() if name not in self.marked]

    def done(self, name: str) -> None:
        """Mark it, or break off."""
        if self.breaks:
            self.breaks -= 1
            raise ConnectionError("gone")
        self.marked.append(name)


def empty(house: TestHouse, box: Box) -> dict[Became, int]:
    """The whole round."""
    found = empty_letterbox(
        house.sessions,
        house.orders,
        box,
        now=lambda: at("2025-02-03T09:00"),
        redirected=False,
        stop=lambda: False,
    )
    return dict(found)


def test_a_crash_after_the_commit_and_before_the_mark_takes_nothing_in_twice(house: TestHouse) -> None:
    sent = digest_of(house)
    box = Box({"1": bounce(to=sent.sender), "2": reply(In_Reply_To=sent.message_id)}, breaks=1)
    with pytest.raises(ConnectionError):
        empty(house, box)

    assert empty(house, box) == {Became.SEEN_BEFORE: 1, Became.REPLY: 1}
    assert box.marked == ["1", "2"]
    assert empty(house, box) == {}
    with house.sessions() as session:
        assert len(kept_mails(session, kinds=tuple(IncomingKind))) == 2


def test_what_came_in_is_counted_in_the_record_of_rounds(house: TestHouse) -> None:
    forged = bounce(to=ReturnAddresses(address=RETURNS.address, secret=b"x").for_message(digest_of(house).id))
    empty(house, Box({"1": forged, "2": reply(), "3": lines("Auto-Submitted: auto-replied\nFrom: a@example.org\n\nx")}))

    with house.sessions() as session:
        record = last_round(session, BOUNCES)
    assert record is not None
    assert dict(record.counts) == {"forged": 1, "replies": 1, "automatic": 1}
