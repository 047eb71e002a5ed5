"""What can be wrong with a single setting: its place, what it is and its cure, word for word."""

from pathlib import Path

import pytest

from tests.config.homes import problems_from

KNOWN = (
    "Known here: transport, redirect, sender, boards, series, plans, calendar, rounds, reminders, escalation, "
    "requests, brake, smtp, notify, bounces, web, oidc, webhooks and database."
)
SMTP_SETTINGS = (
    "host, security, port, username, password_file, tenant, client_id, client_secret_file, token_url, ca_file, "
    "greets_as, connections, per_domain_a_minute and timeout_seconds"
)
FRESH = "Compare it with a fresh one: chaser init makes it in another folder."
ADDRESS = 'Write one address, such as "Robin Hale <chair@example.org>".'
HOST = "Write the name alone, such as relay.example.org: no http or smtp in front, and the port in a line of its own."
PAGES = "Write it with https:// or http:// in front, such as https://chaser.example.org."
DATABASE = (
    "Leave it empty for chaser.db in the home, or write postgresql://user@host/name for PostgreSQL or "
    "sqlite:////folder/name.db for a file elsewhere."
)
STEPS = "Put the lead first, after 0, then the manager, then the chair, each with a higher number."
DAY = "Write year, month and day, such as 2027-03-09."
MONTH_DAY = 'Write month and day, such as "12-24" for 24 December.'
TIME = 'Write hours and minutes of 24 hours, such as "08:00".'
TABLE = f"Write them under their name in square brackets. {FRESH}"
MANY = "“3” stands where several settings belong together."


def _steps(*said: str | int) -> str:
    """Steps of escalation on one line, from who and after in turn."""
    tables = [f'{{ who = "{who}", after = {after} }}' for who, after in zip(said[::2], said[1::2], strict=True)]
    return f"escalation.steps = [{', '.join(tables)}]"


@pytest.mark.parametrize(
    ("written", "place", "what", "cure"),
    [
        (
            'sende = "x"',
            "line 1, sende",
            "There is no setting “sende” in chaser.toml.",
            f"Did you mean sender? {KNOWN}",
        ),
        (
            '[smtp]\n"ho\\nst" = 1',
            "line 2, [smtp] ho\\u000ast",
            "There is no setting “ho\\u000ast” in [smtp].",
            f"Did you mean host? Known here: {SMTP_SETTINGS}.",
        ),
        (
            f"transport = 0x{'f' * 9000}",
            "line 1, transport",
            "A value of that size is not one of the words that may stand here.",
            'Write "maildrop", "smtp" or "notify".',
        ),
        ("[[boards]]", "line 1, [boards]", "A list stands where several settings belong together.", TABLE),
        ("[[smtp]]", "line 1, [smtp]", "A list stands where several settings belong together.", TABLE),
        ("[plans.x]\ncolumns = 3", "line 2, [plans.x] columns", MANY, TABLE),
        (
            "[smtp]\nport = {}",
            "line 2, [smtp] port",
            "A table is not a whole number.",
            "Write a whole number, without quotes.",
        ),
        (
            "[smtp]\nca_file = 3",
            "line 2, [smtp] ca_file",
            "“3” is not text.",
            'Put it between double quotes: ca_file = "…".',
        ),
        ("[smpt]\nhost = 1", "line 1, smpt", "There is no table “smpt” in chaser.toml.", f"Did you mean smtp? {KNOWN}"),
        (
            '\n[smtp]\nhots = "x"',
            "line 3, [smtp] hots",
            "There is no setting “hots” in [smtp].",
            f"Did you mean host? Known here: {SMTP_SETTINGS}.",
        ),
        (
            '[[escalation.steps]]\nwho = "lead"\nafter = 0\ncolour = 1',
            "line 4, [escalation] steps, entry 1, colour",
            "There is no setting “colour” in [escalation.steps].",
            "Known here: who and after.",
        ),
        (
            "[[escalation.steps]]\nafter = 0",
            "line 1, [escalation] steps, entry 1, who",
            "who is missing.",
            f"Add it. {FRESH}",
        ),
        (
            'transport = "smpt"',
            "line 1, transport",
            "“smpt” is not one of the words that may stand here.",
            'Did you mean smtp? Write "maildrop", "smtp" or "notify".',
        ),
        ("web = 3", "line 1, [web]", MANY, TABLE),
        ("boards.x = 3", "line 1, [boards.x]", MANY, TABLE),
        ("[rounds]\nmorning = 8", "line 2, [rounds] morning", "“8” is not a time of day.", TIME),
        ('[rounds]\nmorning = "24:00"', "line 2, [rounds] morning", "“24:00” is not a time of day.", TIME),
        (
            "[smtp]\nusername = 5",
            "line 2, [smtp] username",
            "“5” is not text.",
            'Put it between double quotes: username = "…".',
        ),
        (
            '[smtp]\nport = "abc"',
            "line 2, [smtp] port",
            "“abc” is not a whole number.",
            "Write a whole number, without quotes.",
        ),
        ("[smtp]\nport = true", "line 2, [smtp] port", "“true” is not a number.", "Write a number, without quotes."),
        ("[smtp]\nport = 65536", "line 2, [smtp] port", "“65536” is too high.", "Write 65535 or less."),
        ("[smtp]\nport = -1", "line 2, [smtp] port", "“-1” is too low.", "Write 0 or more."),
        (
            "[brake]\ntimes_usual = inf",
            "line 2, [brake] times_usual",
            "“inf” is not a number.",
            "Write a number such as 2 or 2.5, without quotes.",
        ),
        (
            "[brake]\nat_least = 0xfffffffffffffffff",
            "line 2, [brake] at_least",
            "A value of that size is too high.",
            "Write 1000000 or less.",
        ),
        ('redirect = "me"', "line 1, redirect", "“me” is not a mail address.", ADDRESS),
        (
            'sender = "a@example.org; b@example.org"',
            "line 1, sender",
            "“a@example.org; b@example.org” holds more than one address.",
            ADDRESS,
        ),
        ('[smtp]\nhost = "smtp://relay"', "line 2, [smtp] host", "“smtp://relay” is not the name of a computer.", HOST),
        (
            '[smtp]\nhost = "relay.example.org:25"',
            "line 2, [smtp] host",
            "“relay.example.org:25” is not the name of a computer.",
            HOST,
        ),
        (
            '[smtp]\nusername = "a\\nb"',
            "line 2, [smtp] username",
            "“a\\u000ab” holds a line break or a hidden character.",
            "Type it again by hand, all on one line.",
        ),
        (
            '[web]\nurl = "chaser"',
            "line 2, [web] url",
            "“chaser” is not the address of a web page that links could start with.",
            PAGES,
        ),
        (
            '[web]\nurl = "javascript://x"',
            "line 2, [web] url",
            "“javascript://x” is not the address of a web page that links could start with.",
            PAGES,
        ),
        (
            '[web]\nurl = "https://x:y"',
            "line 2, [web] url",
            "“https://x:y” is not the address of a web page that links could start with.",
            PAGES,
        ),
        (
            '[database]\nurl = "mysql://x"',
            "line 2, [database] url",
            "This is not the address of a database that Chaser can use.",
            DATABASE,
        ),
        (
            '[calendar]\ndivision = "scotlnd"',
            "line 2, [calendar] division",
            "“scotlnd” is not a part of the United Kingdom with bank holidays of its own.",
            "Did you mean scotland? Write “england-and-wales”, “scotland” or “northern-ireland”.",
        ),
        (
            '[calendar]\nclosed_days = ["2027-02-29"]',
            "line 2, [calendar] closed_days, entry 1",
            "There is no day “2027-02-29” in the calendar.",
            DAY,
        ),
        (
            '[calendar]\nclosed_days = [\n"2027-01-29",\n"1 May"]',
            "line 4, [calendar] closed_days, entry 2",
            "“1 May” is not a day.",
            DAY,
        ),
        (
            "[calendar]\nclosed_days = [2027-05-03T08:00:00]",
            "line 2, [calendar] closed_days, entry 1",
            "“2027-05-03 08:00:00” is not a day.",
            DAY,
        ),
        (
            '[calendar]\nclosed_days = [2027-05-03, "2027-05-03"]',
            "line 2, [calendar] closed_days",
            "2027-05-03 stands here more than once.",
            "List each day once.",
        ),
        (
            '[calendar]\nclosed_days = "2027-05-03"',
            "line 2, [calendar] closed_days",
            "“2027-05-03” is not a list.",
            "Put square brackets around it: closed_days = […].",
        ),
        (
            '[calendar]\nquiet_from = "24-12"',
            "line 2, [calendar] quiet_from",
            "“24-12” is not a day of every year.",
            MONTH_DAY,
        ),
        (
            '[calendar]\nquiet_to = "02-29"',
            "line 2, [calendar] quiet_to",
            "“02-29” is not a day of every year.",
            MONTH_DAY,
        ),
        (
            '[calendar]\nquiet_to = ""',
            "line 2, [calendar] quiet_to",
            "The quiet days have only one end.",
            'Set both quiet_from and quiet_to, or "" for both.',
        ),
        (
            '[calendar]\nquiet_from = "01-02"\nquiet_to = "12-24"',
            "line 3, [calendar] quiet_to",
            "The quiet days last 357 days, more than half the year.",
            "Check quiet_from and quiet_to: the month comes before the day.",
        ),
        (
            "[reminders]\nday_rungs = [28, 7, 14]",
            "line 2, [reminders] day_rungs",
            "The ladder is out of order: 28, 7, 14.",
            "Count down, each number once: [28, 14, 7].",
        ),
        (
            "[reminders]\nday_rungs = [7, 7]",
            "line 2, [reminders] day_rungs",
            "The ladder is out of order: 7, 7.",
            "Count down, each number once: [7].",
        ),
        (
            "[reminders]\nday_rungs = []",
            "line 2, [reminders] day_rungs",
            "There is no rung, so that nobody would be reminded.",
            "List at least one number of days.",
        ),
        (
            "[reminders]\nday_rungs = [7, -1]",
            "line 2, [reminders] day_rungs, entry 2",
            "“-1” is too low.",
            "Write 0 or more.",
        ),
        (
            "[reminders]\nperiod_rungs = [7, 0]",
            "line 2, [reminders] period_rungs, entry 2",
            "“0” is too low.",
            "Write 1 or more.",
        ),
        (
            _steps("manager", 5),
            "line 1, [escalation] steps",
            "The lead does not hear first, on the first working day late.",
            STEPS,
        ),
        (
            _steps("lead", 0, "manager", 10, "chair", 5),
            "line 1, [escalation] steps",
            "The steps are out of order: lead after 0, manager after 10, chair after 5.",
            STEPS,
        ),
        (
            _steps("lead", 0, "chair", 5, "manager", 9),
            "line 1, [escalation] steps",
            "The steps are out of order: lead after 0, chair after 5, manager after 9.",
            STEPS,
        ),
        (
            _steps("boss", 0),
            "line 1, [escalation] steps, entry 1, who",
            "“boss” is not one of the words that may stand here.",
            'Write "lead", "manager" or "chair".',
        ),
        (
            '[plans.x.columns]\n"By when" = "target date"',
            "line 2, [plans.x.columns] By when",
            "“target date” is not one of the words that may stand here.",
            'Did you mean target? Write "ref", "area", "action", "lead", "target", "first_target", "start", "status", '
            '"progress", "completed", "rating", "measure" or "unread".',
        ),
        (
            '[boards.east]\nname = "East"\nchair = "a@example.org"\nco_ordinator = "b@example.org"\n'
            'members = { Police = "c@example.org", POLICE = "d@example.org" }',
            "line 5, [boards.east] members",
            "POLICE and Police are one organisation.",
            "Name each organisation once.",
        ),
        (
            '[boards.east]\nname = "East"\nchair = "a@example.org"\nco_ordinator = "b@example.org"\n'
            'members = { "" = "c@example.org" }',
            "line 5, [boards.east] members",
            "A member stands here for no organisation.",
            "Write its name, as the people file has it.",
        ),
        (
            '[boards.east]\nname = "East"\nchair = "a@example.org"\nco_ordinator = "b@example.org"\n'
            'members = { Police = "Alex" }',
            "line 5, [boards.east.members] Police",
            "“Alex” is not a mail address.",
            ADDRESS,
        ),
        (
            '[plans.x]\nboard = "cgo"',
            "line 2, [plans.x] board",
            "There is no board “cgo”.",
            "Did you mean cog? Write the short name of one of your boards: cog.",
        ),
        (
            '[plans."X Y"]',
            "line 1, [plans.X Y]",
            "“X Y” cannot be a short name.",
            "Use small letters, digits and hyphens alone, such as cog or east-board.",
        ),
        (
            '[smtp]\npassword = "x"',
            "line 2, [smtp] password",
            "A password stands in the file for all to read.",
            'Write it into a file of its own, such as smtp-password, and say password_file = "smtp-password".',
        ),
        (
            '[smtp]\nusername = "chaser"',
            "line 1, [smtp] password_file",
            "The relay is signed in to as “chaser”, but without a password.",
            "Write the password into a file and name it here, or set CHASER_SMTP__PASSWORD.",
        ),
        (
            'transport = "smtp"',
            "[smtp] host",
            'transport is "smtp", but no mail relay is named.',
            "Write the relay's name, or set CHASER_SMTP__HOST.",
        ),
    ],
)
def test_a_problem_has_a_place_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, written: str, place: str, what: str, cure: str
) -> None:
    found = problems_from(tmp_path, f"{written}\n")
    before = "chaser.toml " if place.startswith("line") else "chaser.toml, "
    assert [(each.place, each.what, each.cure, each.is_warning) for each in found] == [
        (f"{before}{place}", what, cure, False)
    ]
