"""The next edition at the desk: which action is which, said for each of them; what follows; nothing before the end."""

import pytest
from lxml.html import HtmlElement

from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page, table, words
from tests.scheduler.web.uploads import SLUG, fields, held, problems, send, upload

DIFFERENCES = "Differences to the edition recorded last"
HEAD = "Ref,Action,Lead,Target date\n"
PROTOCOL = "Agree one protocol with the police,NM,31 January 2027\n"
TRAIN = "Train every team in the new tool,OR,Feb 2027\n"
FIRST = f"{HEAD}3.1,{TRAIN}3.2,{PROTOCOL}"
ALIKE = PROTOCOL.replace("police", "police by spring")  # 6 of 8 words
NEARLY = PROTOCOL.replace("police", "police now")  # 6 of 7 words
DOUBTFUL = f"{HEAD}3.1,{TRAIN}4.1,{NEARLY}"


def choices(home: Home, location: str) -> dict[str, list[str]]:
    """What may be said of each action, by its ref; what is chosen has a star."""
    found = page(home.visitor.get(location).text).xpath("//fieldset[.//input[starts-with(@name, 'was-')]]")
    labels = {each: [_choice(each, field) for field in each.iter("input")] for each in found}
    return {words(each.find("legend")): said for each, said in labels.items()}


def _choice(group: HtmlElement, field: HtmlElement) -> str:
    [label] = group.xpath(f".//label[@for='{field.get('id')}']")
    return words(label) + ("*" if field.get("checked") is not None else "")


def follows(text: str) -> list[tuple[str, str]]:
    """The ref of each difference, and what a page says of it before any choice."""
    rows = page(text).xpath("//section[@aria-labelledby='changes']//tbody/tr")
    return [(words(row.find("th")), " ".join(row.findall("td")[-1].text.split())) for row in rows]


def keys(home: Home) -> dict[str, str]:
    return {ref: each.key for ref, each in held(home).items()}


@pytest.fixture
def recorded(home: Home) -> Home:
    send(home, upload(home, FIRST), "/record")
    return home


def test_a_doubtful_pair_must_be_decided_before_anything_is_recorded(recorded: Home) -> None:
    location = upload(recorded, DOUBTFUL)
    said, likely = choices(recorded, location), follows(recorded.visitor.get(location).text)[0]
    refused = send(recorded, location, "/record", accept_loss="yes")
    kept = sorted(held(recorded))
    send(recorded, location, "/record", **{"was-4.1": "3.2"})

    assert likely == ("4.1", "If it is the same one: its history, answers and reminders go on under 4.1.")
    assert said == {
        "Which action is 4.1?": [
            "It is the action that was 3.2: “Agree one protocol with the police”",
            "It is a new action",
        ]
    }
    assert (refused.status_code, problems(refused), kept) == (
        400,
        [("Say whether 4.1 is the action that was 3.2", "#was-1-1")],
        ["3.1", "3.2"],
    )
    assert keys(recorded) == {"3.1": f"{SLUG}/3.1", "4.1": f"{SLUG}/3.2"}


def test_the_same_words_under_another_reference_are_the_same_action_unless_somebody_says_no(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN}4.1,{PROTOCOL}")
    said = choices(recorded, location)["Which action is 4.1?"]
    answer = send(recorded, location, "/record")

    assert (said[0][-1], answer.status_code) == ("*", 303)
    assert keys(recorded) == {"3.1": f"{SLUG}/3.1", "4.1": f"{SLUG}/3.2"}


def test_what_follows_from_a_choice_is_shown_before_it_is_recorded(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN}4.1,{PROTOCOL}")
    before = follows(recorded.visitor.get(location).text)
    shown = send(recorded, location, "/record", **{"was-4.1": ""}, accept_loss="yes")
    after = follows(shown.text)
    held_then = sorted(held(recorded))
    send(recorded, location, "/record", accept_loss="yes")

    assert before == [("4.1", "Its history, answers and reminders go on under 4.1.")]
    assert after == [
        ("4.1", "A history of its own begins. Reminders count from its target date."),
        ("3.2", "Reminders stop. Its history stays."),
    ]
    assert (held_then, keys(recorded)) == (
        ["3.1", "3.2"],
        {"3.1": f"{SLUG}/3.1", "4.1": f"{SLUG}/4.1"},
    )


def test_half_of_a_plan_that_is_gone_is_a_problem_beside_its_box_and_what_was_chosen_stays(recorded: Home) -> None:
    location = upload(recorded, DOUBTFUL)
    refused = send(recorded, location, "/record", **{"was-4.1": ""})

    assert problems(refused) == [
        ("1 action would be gone: say that this is right, or look at the document", "#accept_loss")
    ]
    assert [each[-1] for each in choices(recorded, location)["Which action is 4.1?"]] == ["”", "*"]


def test_what_was_chosen_outlives_a_look_at_what_follows_and_the_mending_of_a_row(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN.replace('Feb', 'Mar')}4.1,{NEARLY}")
    looked = send(recorded, location, "/record", then="look", **{"was-4.1": "3.2", "correction-3.1": "yes"})
    send(recorded, f"{location}/rows/2", target="end of May 2027")
    kept = fields(recorded, location)
    shown = follows(recorded.visitor.get(location).text)[0]

    assert looked.headers["location"] == f"{location}#changes"
    assert (kept["was-4.1"], kept["correction-3.1"]) == ("3.2", "yes")
    assert shown == ("3.1", "This counts as no slip. Reminders begin again, counted from the new date.")
    send(recorded, location, "/record")
    assert [len(each.was) for each in held(recorded).values()] == [0, 1]


def test_two_actions_that_cannot_both_be_one_are_said_beside_their_choices(home: Home) -> None:
    send(home, upload(home, f"{FIRST}3.3,Tell the board,NM,May 2027\n"), "/record")
    two = f"{HEAD}3.1,{TRAIN}3.3,Tell the board,NM,May 2027\n4.1,{NEARLY}4.2,{ALIKE}"
    location = upload(home, two)
    refused = send(home, location, "/record", **{"was-4.1": "3.2", "was-4.2": "3.2"})

    assert (refused.status_code, problems(refused)) == (
        400,
        [("4.1 and 4.2 cannot both be the action that was 3.2: choose one of them", "#was-1-1")],
    )


def test_a_reference_before_other_words_may_be_said_to_be_a_new_action(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN}3.2,Appoint a head of quality,NM,May 2027\n")
    said = choices(recorded, location)
    shown = send(recorded, location, "/record", **{"was-3.2": ""}, accept_loss="yes")
    send(recorded, location, "/record", accept_loss="yes")

    assert said == {"Which action is 3.2?": ["It is still the action 3.2*", "It is a new action"]}
    assert shown.status_code == 409
    assert keys(recorded) == {"3.1": f"{SLUG}/3.1", "3.2": f"{SLUG}/3.2~2"}


def test_what_is_said_of_one_edition_is_forgotten_with_it(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN.replace('Feb', 'Mar')}4.1,{NEARLY}")
    send(recorded, location, "/record", **{"was-4.1": "3.2", "correction-3.1": "yes"})
    again = upload(recorded, f"{HEAD}3.1,{TRAIN.replace('Feb', 'Apr')}4.1,{NEARLY}")

    assert [name for name in fields(recorded, again) if name.startswith(("was", "correction"))] == []


def test_as_much_can_be_said_of_an_edition_as_a_large_plan_has_actions(recorded: Home) -> None:
    location = upload(recorded, f"{HEAD}3.1,{TRAIN}3.2,{PROTOCOL}")
    many = {f"was-{number}": str(number) for number in range(2000)}

    assert send(recorded, location, "/record", **many).status_code == 303


def test_an_edition_that_was_recorded_by_mistake_is_taken_back_by_the_file_of_the_one_before(recorded: Home) -> None:
    send(recorded, upload(recorded, FIRST.replace("Feb 2027", "May 2027")), "/record")
    slipped = [len(each.was) for each in held(recorded).values()]
    location = upload(recorded, FIRST)
    text = recorded.visitor.get(location).text
    send(recorded, location, "/record")

    assert slipped == [1, 0]
    assert page(text).xpath("//section[@aria-labelledby='changes']/p")[0].text == (
        "This very file was recorded on Monday 12 October 2026. Recording it again takes back what editions since then "
        "changed: dates that go back are no slips, and what they moved is no longer counted."
    )
    assert [row[0:6:5] for row in table(text, DIFFERENCES)] == [
        ["3.1", "This counts as no slip. Reminders begin again, counted from the new date."]
    ]
    assert [(each.target and each.target.words, len(each.was)) for each in held(recorded).values()] == [
        ("Feb 2027", 0),
        ("31 January 2027", 0),
    ]
