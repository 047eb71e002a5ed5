"""Feeds over HTTP (calendars.md, "HTTP"): conditions, secrets, and the end of an address."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from sqlalchemy import update

from scheduler.plans.boards import MeetingStatus
from scheduler.register import history
from scheduler.register.meetings import MeetingChange, amend_meeting, sync_meetings
from scheduler.register.subscribers import Subscriber, grant, list_subscribers, revoke
from scheduler.register.tables import PersonRow, SubscriberRow
from scheduler.rounds.feeds import feed_bytes
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import NINA, SAM
from tests.scheduler.web.home import MODERATION, NOW, ORDERS, READ_AT, TODAY, Home
from tests.scheduler.web.reading import headings, paragraphs

GRANTED_AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
SERIES = "series:moderation"
PLAIN = {"Accept-Encoding": "identity"}


def subscribe(home: Home, feed: str = SERIES) -> str:
    """A meeting of the series in the register, and the path of Nina's feed."""
    with home.sessions.begin() as session:
        meeting = PlannedMeeting(slot="2026Q4", on=date(2026, 11, 10), starts=MODERATION.starts, ends=MODERATION.ends)
        start, end = date(2026, 9, 1), date(2027, 9, 1)
        sync_meetings(session, MODERATION, [meeting], start=start, end=end, domain="example.org", now=READ_AT)
        return f"/feeds/{grant(session, feed, NINA, now=GRANTED_AT)}.ics"


def subscriber(home: Home) -> Subscriber:
    with home.sessions() as session:
        [only] = list_subscribers(session)
    return only


def move_the_meeting(home: Home) -> None:
    with home.sessions.begin() as session:
        amend_meeting(session, "moderation", "2026Q4", MeetingChange(on_day=date(2026, 11, 12)), who=SAM, now=NOW)


def summaries(answer: httpx.Response) -> list[str]:
    return [line for line in answer.text.split("\r\n") if line.startswith("SUMMARY")]


def test_a_subscriber_gets_the_feeds_bytes_with_the_headers_that_clients_heed(home: Home) -> None:
    path = subscribe(home)
    answer = home.visitor.get(path, headers=PLAIN)
    with home.sessions() as session:
        expected = feed_bytes(session, SERIES, ORDERS, today=TODAY)

    assert (answer.status_code, answer.content) == (200, expected.content)
    assert summaries(answer) == ["SUMMARY:Moderation meeting (Improvement plan 2026)"]
    names = ("content-type", "etag", "last-modified", "cache-control", "vary", "x-robots-tag", "referrer-policy")
    assert {name: answer.headers[name] for name in names} == {
        "content-type": "text/calendar; charset=utf-8",
        "etag": expected.etag,
        "last-modified": "Sun, 11 Oct 2026 23:00:00 GMT",  # the day began at midnight, London summer time
        "cache-control": "private, max-age=3600",
        "vary": "Accept-Encoding",
        "x-robots-tag": "noindex",
        "referrer-policy": "no-referrer",
    }


def test_whoever_takes_gzip_gets_the_same_words_zipped_under_a_tag_of_their_own(home: Home) -> None:
    path = subscribe(home)
    plain, zipped = home.visitor.get(path, headers=PLAIN), home.visitor.get(path, headers={"Accept-Encoding": "gzip"})

    assert (zipped.headers["content-encoding"], zipped.content) == ("gzip", plain.content)  # httpx unzips
    assert zipped.headers["etag"] == f'{plain.headers["etag"][:-1]}-gzip"'
    assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"])
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    ("accepts", "zipped"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("*", True),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *", False),
        ("identity", False),
        ("", False),
        ("gzip;q=much", False),
    ],
)
def test_gzip_goes_to_those_alone_who_take_it(home: Home, accepts: str, zipped: bool) -> None:
    answer = home.visitor.get(subscribe(home), headers={"Accept-Encoding": accepts})

    assert answer.headers.get("content-encoding", "") == ("gzip" if zipped else "")


@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_the_tag_of_either_form_says_that_the_words_are_held(home: Home, accepts: str) -> None:
    path = subscribe(home)
    tags = {each: home.visitor.get(path, headers={"Accept-Encoding": each}).headers["etag"] for each in ("gzip", "br")}
    answers = {
        tag: home.visitor.get(path, headers={"Accept-Encoding": accepts, "If-None-Match": tag}) for tag in tags.values()
    }

    assert {tag: (answer.status_code, answer.headers["etag"]) for tag, answer in answers.items()} == {
        tag: (304, tag) for tag in tags.values()
    }


def test_a_write_that_changes_nothing_in_a_feed_leaves_its_bytes_and_tag(home: Home) -> None:
    path = subscribe(home)
    before = home.visitor.get(path)
    with home.sessions.begin() as session:
        history.write(session, at=NOW, who=SAM, road="desk", what="something else")
    after = home.visitor.get(path)

    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    assert after.headers["last-modified"] == "Mon, 12 Oct 2026 09:30:00 GMT"  # the register's last change, NOW


def test_a_feed_changes_with_the_day_although_nobody_wrote_anything(home: Home) -> None:
    path = subscribe(home)
    with home.sessions.begin() as session:
        change = MeetingChange(status=MeetingStatus.CANCELLED)
        amend_meeting(session, "moderation", "2026Q4", change, who=SAM, now=NOW)
    counts = []
    for day in (datetime(2026, 11, 10, 23, 59, tzinfo=UTC), datetime(2026, 11, 11, 0, 0, tzinfo=UTC)):
        home.now = day
        counts.append(home.visitor.get(path).text.count("BEGIN:VEVENT"))

    assert counts == [1, 0]  # a cancelled meeting stays until it is past


def test_a_feed_of_yesterday_is_not_kept_where_the_clock_was_set_back(home: Home) -> None:
    path = subscribe(home)
    first = home.visitor.get(path).headers["last-modified"]
    home.now = NOW - timedelta(days=1)

    assert (first, home.visitor.get(path).headers["last-modified"]) == (
        "Sun, 11 Oct 2026 23:00:00 GMT",
        "Sat, 10 Oct 2026 23:00:00 GMT",
    )


def test_the_entity_tag_is_strong_and_stays_while_the_register_does(home: Home) -> None:
    path = subscribe(home)
    first = home.visitor.get(path).headers["etag"]
    home.now = NOW + timedelta(days=3)

    assert (first[0], home.visitor.get(path).headers["etag"]) == ('"', first)


def test_a_change_in_the_register_changes_the_entity_tag_and_the_date(home: Home) -> None:
    path = subscribe(home)
    before = home.visitor.get(path).headers
    move_the_meeting(home)
    after = home.visitor.get(path).headers

    assert before["etag"] != after["etag"]
    assert after["last-modified"] == "Mon, 12 Oct 2026 09:30:00 GMT"


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"other", {}', '"other",W/{} , "more"', "*"])
def test_whoever_holds_the_bytes_gets_304_and_nothing_else(home: Home, tags: str) -> None:
    path = subscribe(home)
    etag = home.visitor.get(path).headers["etag"]
    answer = home.visitor.get(path, headers={"If-None-Match": tags.format(etag)})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert answer.headers["cache-control"] == "private, max-age=3600"


@pytest.mark.parametrize("tags", ['"other"', 'W/"other"', "", "{0}x", "unquoted"])
def test_other_tags_get_the_whole_feed(home: Home, tags: str) -> None:
    path = subscribe(home)
    unquoted = home.visitor.get(path).headers["etag"].strip('"')

    assert home.visitor.get(path, headers={"If-None-Match": tags.format(unquoted)}).status_code == 200


def test_tags_win_over_dates(home: Home) -> None:
    path = subscribe(home)
    before = home.visitor.get(path).headers
    move_the_meeting(home)
    later = "Fri, 01 Jan 2027 00:00:00 GMT"
    earlier = "Tue, 01 Sep 2026 00:00:00 GMT"
    now = home.visitor.get(path).headers["etag"]

    stale = home.visitor.get(path, headers={"If-None-Match": before["etag"], "If-Modified-Since": later})
    fresh = home.visitor.get(path, headers={"If-None-Match": now, "If-Modified-Since": earlier})

    assert (stale.status_code, fresh.status_code) == (200, 304)


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Sun, 11 Oct 2026 23:00:00 GMT", 304),
        ("Mon, 12 Oct 2026 08:00:00 GMT", 304),
        ("Sun, 11 Oct 2026 22:59:59 GMT", 200),
        ("yesterday", 200),
        ("Sun, 11 Oct 2026 23:00:00 -0000", 200),
        ("", 200),
    ],
)
def test_a_client_without_tags_may_ask_by_date(home: Home, since: str, status: int) -> None:
    assert home.visitor.get(subscribe(home), headers={"If-Modified-Since": since}).status_code == status


def test_head_says_what_get_would_say_without_the_bytes(home: Home) -> None:
    path = subscribe(home)
    got, headed = home.visitor.get(path), home.visitor.ask("HEAD", path)

    assert (headed.status_code, headed.content) == (200, b"")
    assert dict(headed.headers) == dict(got.headers)


def test_head_heeds_conditions_too(home: Home) -> None:
    path = subscribe(home)
    etag = home.visitor.get(path).headers["etag"]

    assert home.visitor.ask("HEAD", path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("token", ["unknown", "board:cog", "..%2f", "%00", "%ed%a0%80", "x" * 3000])
def test_an_address_that_was_never_granted_is_not_found(home: Home, token: str) -> None:
    subscribe(home)
    answer = home.visitor.get(f"/feeds/{token}.ics")

    assert answer.status_code == 404


def test_an_unknown_address_says_so_plainly(home: Home) -> None:
    answer = home.visitor.get("/feeds/unknown.ics")

    assert paragraphs(answer.text) == ["There is no calendar under this address."]


def test_a_revoked_address_gives_an_empty_calendar_for_a_week_and_is_gone_after(home: Home) -> None:
    path = subscribe(home)
    with home.sessions.begin() as session:
        revoke(session, subscriber(home).number, who=SAM, now=NOW)
    ages = [timedelta(0), timedelta(days=7, seconds=-1), timedelta(days=7), timedelta(days=400)]
    answers = []
    for age in ages:
        home.now = NOW + age
        answers.append(home.visitor.get(path))

    assert [answer.status_code for answer in answers] == [200, 200, 410, 410]
    assert [answer.text.count("BEGIN:VEVENT") for answer in answers[:2]] == [0, 0]
    assert answers[0].headers["content-type"] == "text/calendar; charset=utf-8"
    assert answers[0].headers["etag"] == answers[1].headers["etag"]
    assert headings(answers[2].text, 1) == ["This is no longer here"]
    assert paragraphs(answers[2].text) == [
        "This calendar was withdrawn. Remove the address, and ask the co-ordinator if you need a new one."
    ]


def test_whoever_held_the_feed_is_not_told_304_when_it_is_revoked(home: Home) -> None:
    path = subscribe(home)
    held = home.visitor.get(path).headers
    with home.sessions.begin() as session:
        revoke(session, subscriber(home).number, who=SAM, now=NOW)
    conditions = {"If-None-Match": held["etag"], "If-Modified-Since": held["last-modified"]}

    assert home.visitor.get(path, headers=conditions).text.count("BEGIN:VEVENT") == 0


def test_an_address_dies_with_the_day_on_which_its_person_leaves(home: Home) -> None:
    path = subscribe(home)
    with home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == NINA).values(left_on=date(2026, 10, 14)))
    answers = []
    for at in (
        datetime(2026, 10, 13, 22, 59, tzinfo=UTC),
        datetime(2026, 10, 13, 23, 0, tzinfo=UTC),
        datetime(2026, 10, 20, 23, 0, tzinfo=UTC),
    ):
        home.now = at
        answers.append(home.visitor.get(path))

    assert [answer.status_code for answer in answers] == [200, 200, 410]
    assert [answer.text.count("BEGIN:VEVENT") for answer in answers[:2]] == [1, 0]


def test_a_feed_whose_series_left_the_settings_is_not_found_until_it_is_back(home: Home) -> None:
    path = subscribe(home)
    without = Home(home.sessions, orders=replace(ORDERS, series={}))

    assert (without.visitor.get(path).status_code, home.visitor.get(path).status_code) == (404, 200)


def test_the_published_address_stands_in_the_feed_as_its_source(home: Home) -> None:
    path = subscribe(home)
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))
    unfolded = published.visitor.get(path).text.replace("\r\n ", "")

    assert f"SOURCE;VALUE=URI:https://chaser.example.org{path}\r\n" in unfolded


def test_the_secret_is_kept_as_a_hash_alone(home: Home) -> None:
    token = subscribe(home).removeprefix("/feeds/").removesuffix(".ics")
    with home.sessions() as session:
        stored = session.get_one(SubscriberRow, subscriber(home).number)
        kept = [str(value) for value in vars(stored).values()]

    assert [value for value in kept if token in value] == []


def test_fetches_are_counted_once_they_are_flushed(home: Home) -> None:
    path = subscribe(home)
    etag = home.visitor.get(path).headers["etag"]
    home.now = NOW + timedelta(hours=6)
    home.visitor.get(path, headers={"If-None-Match": etag})
    home.visitor.ask("HEAD", path)
    before = subscriber(home)
    with home.sessions.begin() as session:
        assert home.desk.fetches.flush(session, home.now) == 2
    after = subscriber(home)

    assert (before.fetches, before.last_fetched_at) == (0, None)
    assert (after.fetches, after.last_fetched_at) == (2, NOW + timedelta(hours=6))


def test_nothing_is_counted_for_an_address_that_is_unknown_or_gone(home: Home) -> None:
    path = subscribe(home)
    with home.sessions.begin() as session:
        revoke(session, subscriber(home).number, who=SAM, now=NOW - timedelta(days=30))
    home.visitor.get(path)
    home.visitor.get("/feeds/unknown.ics")
    with home.sessions.begin() as session:
        assert home.desk.fetches.flush(session, home.now) == 0
