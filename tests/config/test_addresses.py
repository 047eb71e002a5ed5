"""One address, with or without a name, as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.addresses import Address, NoAddress, read_address
from config.words import is_hidden

ROBIN = Address(name="Robin Hale", email="chair@example.org")


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("chair@example.org", "", "chair@example.org"),
        ("Robin Hale <chair@example.org>", "Robin Hale", "chair@example.org"),
        ("  Robin Hale<chair@example.org> ", "Robin Hale", "chair@example.org"),
        ('"Robin Hale" <chair@example.org>', "Robin Hale", "chair@example.org"),
        ('"Robin \\"Rob\\" Hale" <chair@example.org>', 'Robin "Rob" Hale', "chair@example.org"),
        ('"me@home" <chair@example.org>', "me@home", "chair@example.org"),
        ("Hale, Robin (Chair) <chair@example.org>", "Hale, Robin (Chair)", "chair@example.org"),
        ("Séan Ó Néill <sean@example.org>", "Séan Ó Néill", "sean@example.org"),
        ("<chair@example.org>", "", "chair@example.org"),
        ("Chair.Person+COG@Example.ORG", "", "chair.person+cog@example.org"),
        ("root@localhost", "", "root@localhost"),
    ],
)
def test_an_address_is_read_with_its_name_and_in_lower_case(text: str, name: str, email: str) -> None:
    assert read_address(text) == Address(name=name, email=email)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "“” is not a mail address."),
        ("Robin Hale", "“Robin Hale” is not a mail address."),
        ("chair@example", "“chair@example” is not a mail address."),
        ("chair@@example.org", "“chair@@example.org” holds more than one address."),
        ("a@example.org, b@example.org", "“a@example.org, b@example.org” holds more than one address."),
        ("a@example.org <b@example.org>", "“a@example.org <b@example.org>” holds more than one address."),
        ("A <a@example.org>, B <b@example.org>", "“A <a@example.org>, B <b@example.org>” holds more than one address."),
        ("chair@example.org>", "“chair@example.org>” is not a mail address."),
        ("Robin Hale <chair@example.org", "“Robin Hale <chair@example.org” is not a mail address."),
        ("chair @example.org", "“chair @example.org” is not a mail address."),
        (".chair@example.org", "“.chair@example.org” is not a mail address."),
        ("chair@-example.org", "“chair@-example.org” is not a mail address."),
        ("chair@exämple.org", "“chair@exämple.org” is not a mail address."),
        ("mailto:chair@example.org", "“mailto:chair@example.org” is not a mail address."),
        (
            "Robin\nBcc: all@example.org <chair@example.org>",
            "“Robin\\u000aBcc: all@example.org <chair@example.org>” holds a line break or a hidden character.",
        ),
        (
            "Robin\u202e <chair@example.org>",
            "“Robin\\u202e <chair@example.org>” holds a line break or a hidden character.",
        ),
    ],
)
def test_what_is_not_one_address_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NoAddress) as refused:
        read_address(text)
    assert str(refused.value) == reason


def test_an_address_may_be_as_long_as_mail_carries_and_no_longer() -> None:
    local, rest = "a" * 64, ".".join(["d" * 45] * 4) + ".org"
    longest = f"{local}@{rest}{'x' * (254 - 65 - len(rest))}"
    assert read_address(longest).email == longest
    with pytest.raises(NoAddress):
        read_address(f"{longest}x")
    with pytest.raises(NoAddress):
        read_address(f"a{local}@example.org")


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (Address(email="chair@example.org"), "chair@example.org"),
        (ROBIN, "Robin Hale <chair@example.org>"),
        (Address(name="Hale, Robin", email="chair@example.org"), '"Hale, Robin" <chair@example.org>'),
        (Address(name='A "B" \\', email="chair@example.org"), '"A \\"B\\" \\\\" <chair@example.org>'),
    ],
)
def test_an_address_is_written_as_it_can_be_read_again(address: Address, written: str) -> None:
    assert str(address) == written
    assert read_address(written) == address


@given(st.text().map(str.strip).filter(lambda name: not any(map(is_hidden, name))))
def test_any_name_survives_being_written_and_read(name: str) -> None:
    address = Address(name=name, email="chair@example.org")
    assert read_address(str(address)) == address


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = read_address(text)
    except NoAddress:
        return
    assert address.email.count("@") == 1
    assert read_address(str(address)) == address
