"""Which addresses a webhook may have, and which hosts are called."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.transports.webhook_addresses import (
    NotCalled,
    Target,
    UnusableUrl,
    called_address,
    is_public,
    target_of,
)

PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # where clouds give out the credentials of a machine
    "168.63.129.16",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.0.8",
    "198.18.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_called(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_no_other_address_is(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4, network="127.0.0.0/8") | st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_an_address_inside_stays_one_however_it_is_wrapped(address: object) -> None:
    wrapped = [f"{address}", f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"]

    assert [is_public(ip_address(each)) for each in wrapped] == [False] * 4


def test_an_address_is_taken_apart() -> None:
    url = "https://Prod-12.example.org:8443/workflows/1?api-version=1&sig=x"

    assert target_of(url) == Target(
        host="prod-12.example.org", port=8443, path="/workflows/1?api-version=1&sig=x", is_secure=True
    )
    assert target_of("https://example.org") == Target(host="example.org", port=443, path="/", is_secure=True)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.org/", "https://"),
        ("ftp://example.org/", "https://"),
        ("example.org", "https://"),
        ("https://", "names no host"),
        ("https://user:word@example.org/", "user name"),
        ("https://example.org/#part", "“#”"),
        ("https://example.org/a b", "spaces"),
        ("https://example.org/\r\nX: y", "spaces"),
        ("https://example.org:99999/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://" + "a" * 2000, "more than 2000"),
        ("https://127.0.0.1/", "no address of the public internet"),
        ("https://[::ffff:10.0.0.1]/", "no address of the public internet"),
        ("https://169.254.169.254/latest", "no address of the public internet"),
    ],
)
def test_an_address_that_no_webhook_may_have_says_why(url: str, why: str) -> None:
    with pytest.raises(UnusableUrl) as refused:
        target_of(url)

    assert why in str(refused.value)


def test_a_host_that_the_operator_named_may_be_private_and_without_tls() -> None:
    inside = {"10.0.0.5", "hooks"}

    assert target_of("http://10.0.0.5/", inside).is_secure is False
    assert called_address(target_of("http://hooks/", inside), inside, lambda *_: ["10.0.0.9"]) == "10.0.0.9"


TARGET = Target(host="hooks.example.org", port=443, path="/", is_secure=True)


def test_a_host_is_called_at_its_first_address() -> None:
    assert called_address(TARGET, (), lambda *_: ["8.8.8.8", "2606:4700::1111"]) == "8.8.8.8"


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["fe80::1%eth0"], []])
def test_a_host_with_any_address_inside_or_with_none_is_not_called(found: list[str]) -> None:
    with pytest.raises(NotCalled):
        called_address(TARGET, (), lambda *_: found)
