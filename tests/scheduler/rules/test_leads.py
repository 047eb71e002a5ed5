"""Whom printed leads mean, as rules.md says under "Reading leads"."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.people import Person, RoleHeld
from scheduler.plans.plan import LeadSource
from scheduler.rules.leads import Directory, How, LeadResolution, counts, fold, resolve

DAY = date(2026, 10, 1)
NINA = Person(
    email="nina.marsh@example.org",
    name="Nina Marsh",
    initials="NM",
    organisation="Tarnshire",
    roles=(RoleHeld(name="Head of Service", to_on=date(2026, 8, 31)), RoleHeld(name="Lead PM")),
)
MATT = Person(
    email="matt.stone@example.com",
    name="Matt Stone",
    initials="MS",
    organisation="Health",
    roles=(RoleHeld(name="Head of Service", from_on=date(2026, 9, 1)),),
)
VICKY = Person(
    email="vicky@example.net",
    name="Vicky O’Neill-Fox",
    organisation="Police",
    aliases=("VF", "Sgt Fox"),
    roles=(RoleHeld(name="Head of Specialist Services"),),
)
MANAGERS = Person(email="qa.managers@example.org", name="QA Managers", aliases=("All QA Managers",))
PEOPLE = (NINA, MATT, VICKY, MANAGERS)


def whom(words: str, *people: Person, day: date = DAY, bindings: Mapping[str, str] | None = None) -> LeadResolution:
    return resolve(words, people=people or PEOPLE, bindings=bindings or {}, day=day)


@pytest.mark.parametrize(
    ("words", "address", "how"),
    [
        ("Nina Marsh", NINA.email, How.NAME),
        ("nina  MARSH", NINA.email, How.NAME),
        ("Cllr Nina Marsh", NINA.email, How.NAME),
        ("Nina Marsh’s", NINA.email, How.NAME),
        ("Vicky O'Neill Fox", VICKY.email, How.NAME),
        ("NM", NINA.email, How.INITIALS),
        ("N.M.", NINA.email, How.INITIALS),
        ("n m", NINA.email, How.INITIALS),
        ("NM's", NINA.email, How.INITIALS),
        ("VF", VICKY.email, How.ALIAS),
        ("Sgt. Fox", VICKY.email, How.ALIAS),
        ("lead PM", NINA.email, How.ROLE),
        ("Police – Head of Specialist Services", VICKY.email, How.ROLE),
        ("Head of Specialist Services, Police", VICKY.email, How.ROLE),
        ("QA Managers", MANAGERS.email, How.NAME),
        ("All QA managers", MANAGERS.email, How.ALIAS),
        ("Health – Matt Stone, CAMHS Head of Service", MATT.email, How.NAME_INSIDE),
        ("Matt Stone (Health)", MATT.email, How.NAME_INSIDE),
        ("Health - Matt Stone", MATT.email, How.NAME_INSIDE),
        ("Matt.Stone@example.com ", MATT.email, How.ADDRESS),
    ],
)
def test_words_that_fit_one_person_mean_that_person(words: str, address: str, how: How) -> None:
    resolution = whom(words)
    assert (resolution.address, resolution.how, resolution.candidates) == (address, how, (address,))


def test_a_resolved_lead_says_what_it_was_recognised_by() -> None:
    assert whom("NM").reason == "the initials of Nina Marsh"


def test_a_role_means_whoever_holds_it_on_the_day() -> None:
    assert whom("Head of Service", day=date(2026, 8, 31)).address == NINA.email
    assert whom("Head of Service", day=date(2026, 9, 1)).address == MATT.email


def test_a_role_at_another_agency_means_nobody() -> None:
    assert whom("Police – Lead PM") == LeadResolution(
        address=None, how=None, candidates=(), reason="nobody in the directory is called “Police – Lead PM”"
    )


def test_initials_of_two_people_mean_neither() -> None:
    neil = Person(email="neil@example.org", name="Neil Moss", initials="NM")
    assert whom("NM", NINA, neil) == LeadResolution(
        address=None,
        how=None,
        candidates=("neil@example.org", "nina.marsh@example.org"),
        reason="“NM” could be Neil Moss (neil@example.org) or Nina Marsh (nina.marsh@example.org)",
    )


def test_the_initials_of_one_and_the_alias_of_another_mean_neither() -> None:
    other = Person(email="other@example.org", name="Other Person", aliases=("NM",))
    assert whom("NM", NINA, other).address is None


def test_two_names_in_one_cell_mean_neither() -> None:
    resolution = whom("Health – Matt Stone / Nina Marsh")
    assert (resolution.address, resolution.candidates) == (None, (MATT.email, NINA.email))


def test_a_name_inside_a_longer_name_is_not_that_person() -> None:
    assert whom("Matt Stonehouse").address is None
    assert whom("Health – Anna-Matt Stone").address is None


def test_first_letters_that_nobody_registered_are_a_proposal_and_no_more() -> None:
    unlisted = Person(email="sam@example.org", name="Sam Green")
    assert whom("SG", unlisted) == LeadResolution(
        address=None,
        how=None,
        candidates=("sam@example.org",),
        reason="nobody in the directory is called “SG”; it may be Sam Green (sam@example.org)",
    )


def test_a_first_name_alone_is_a_proposal_and_no_more() -> None:
    resolution = whom("Nina")
    assert (resolution.address, resolution.candidates) == (None, (NINA.email,))


@pytest.mark.parametrize("words", ["", "  ", "–", "TBC"])
def test_words_that_name_nobody_mean_nobody(words: str) -> None:
    assert (whom(words).address, whom(words).candidates) == (None, ())


def test_somebody_here_again_under_a_new_address_is_one_person() -> None:
    old = Person(email="nina@example.com", name="Nina Marsh", initials="NM", left_on=date(2026, 9, 30))
    assert whom("Nina Marsh", NINA, old).address == NINA.email
    assert whom("NM", NINA, old).address == NINA.email


def test_the_initials_of_somebody_who_left_do_not_pass_to_a_namesake() -> None:
    left = Person(email="neil@example.org", name="Neil Moss", initials="NM", left_on=date(2026, 9, 30))
    assert whom("NM", NINA, left).address is None
    assert whom("Neil Moss", NINA, left).address == "neil@example.org"


def test_a_confirmed_meaning_wins_over_what_the_directory_says() -> None:
    resolution = whom("N.M.", bindings={"nm": VICKY.email})
    assert (resolution.address, resolution.how) == (VICKY.email, How.CONFIRMED)


@pytest.mark.parametrize(
    ("words", "bindings", "source", "counted"),
    [
        ("NM", {}, LeadSource.COLUMN, True),
        ("NM", {}, LeadSource.SENTENCE, False),
        ("NM", {}, LeadSource.CARRIED, False),
        ("NM", {"nm": NINA.email}, LeadSource.SENTENCE, True),
        ("NM", {"nm": NINA.email}, LeadSource.CARRIED, True),
        ("Nina", {}, LeadSource.COLUMN, False),
    ],
)
def test_only_a_lead_column_or_a_persons_word_counts(
    words: str, bindings: dict[str, str], source: LeadSource, counted: bool
) -> None:
    assert counts(whom(words, bindings=bindings), source) is counted


NAMES = st.sampled_from(["Nina Marsh", "Neil Moss", "Sam Green", "Sue Gray", "Team Managers"])
SHORT = st.sampled_from(["", "NM", "SG", "TM", "N.M."])
DAYS = st.none() | st.dates(date(2026, 9, 28), date(2026, 10, 3))


@st.composite
def directories(draw: st.DrawFn) -> list[Person]:
    addresses = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    return [
        Person(
            email=f"{letter}@example.org",
            name=draw(NAMES),
            initials=draw(SHORT),
            aliases=tuple(draw(st.lists(SHORT | NAMES, max_size=2))),
            roles=tuple(
                RoleHeld(name=draw(st.sampled_from(["Lead PM", "Chair"])), to_on=draw(DAYS))
                for _ in range(draw(st.integers(0, 2)))
            ),
            left_on=draw(DAYS),
        )
        for letter in addresses
    ]


WORDS = st.sampled_from(
    [
        "NM",
        "SG",
        "Nina Marsh",
        "Health – Sam Green, Chair",
        "Chair",
        "lead PM",
        "Team Managers",
        "Nina",
        "",
        "B@example.org",
    ]
)


@given(people=directories(), words=WORDS, data=st.data())
def test_the_order_of_people_never_matters(people: list[Person], words: str, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(people))
    assert resolve(words, people=shuffled, bindings={}, day=DAY) == resolve(words, people=people, bindings={}, day=DAY)


@given(people=directories(), words=WORDS)
def test_an_address_is_given_only_where_one_person_fits(people: list[Person], words: str) -> None:
    resolution = resolve(words, people=people, bindings={}, day=DAY)
    if resolution.address is None:
        assert resolution.how is None
    else:
        assert resolution.candidates == (resolution.address,)
        assert resolution.address in {person.email for person in people}


UMA = Person(
    email="uma@example.org", name="Uma Vale", initials="UV", aliases=("Ursula",), roles=(RoleHeld(name="Clerk"),)
)


@given(people=directories(), words=st.sampled_from(["Uma Vale", "UV", "Ursula", "Clerk", "Health – Uma Vale, Nurse"]))
def test_a_second_person_of_the_same_names_leaves_the_words_unresolved(people: list[Person], words: str) -> None:
    double = replace(UMA, email="double@example.org")
    assert Directory([*people, UMA], DAY).resolve(words, {}).address == "uma@example.org"
    both = Directory([UMA, *people, double], DAY).resolve(words, {})
    assert (both.address, both.candidates) == (None, ("double@example.org", "uma@example.org"))


SPACES = st.sampled_from([" ", "  ", "\u00a0", "\t"])


@given(words=st.sampled_from(["Sam Green", "SP", "José Núñez", "QA Managers"]), gap=SPACES, data=st.data())
def test_case_spaces_points_and_possessives_fold_away(words: str, gap: str, data: st.DataObject) -> None:
    cased = "".join(data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in words)
    ending = data.draw(st.sampled_from(["", ".", "'s", "’s", ",", "’S"]))
    assert fold(gap + cased.replace(" ", gap) + ending) == fold(words)


@given(st.text(alphabet="abzSM .,'’-–/&éß", max_size=20))
def test_what_folds_to_the_same_is_known_by_its_fold(words: str) -> None:
    assert fold(words.upper().lower()) == fold(words.lower())
    assert fold(f" {words} ") == fold(words)


def test_a_confirmed_meaning_says_that_somebody_confirmed_it() -> None:
    assert whom("NM", bindings={"nm": VICKY.email}) == LeadResolution(
        address=VICKY.email,
        how=How.CONFIRMED,
        candidates=(VICKY.email,),
        reason="somebody confirmed whom it means",
    )


def test_apostrophes_fold_away_without_a_trace() -> None:
    assert fold("Vicky O’Neill-Fox's") == "vicky oneill fox"


def test_the_day_of_leaving_is_a_day_without_them() -> None:
    left = Person(email="nina@example.com", name="Nina Marsh", initials="NM", left_on=DAY)

    assert whom("NM", NINA, left).address == NINA.email
    assert whom("NM", NINA, replace(left, left_on=date(2026, 10, 2))).address is None


def test_names_in_another_order_are_a_proposal_and_no_more() -> None:
    resolution = whom("Marsh Nina")

    assert (resolution.address, resolution.candidates) == (None, (NINA.email,))


def test_somebody_without_a_name_is_no_part_of_any_words() -> None:
    nameless = Person(email="desk@example.org", name="–")

    assert whom("Health / – / Nina Marsh", NINA, nameless).address == NINA.email


def test_a_directory_that_is_asked_again_says_the_same() -> None:
    directory = Directory(PEOPLE, DAY)

    assert [directory.resolve("NM", {}).address for _ in range(2)] == [NINA.email, NINA.email]
    assert directory.resolve("NM", {"nm": VICKY.email}).address == VICKY.email
