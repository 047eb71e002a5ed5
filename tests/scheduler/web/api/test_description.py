"""The API against its own description, by schemathesis: every answer is one that the description names.

In the process, seeded, and with few examples an address: what it finds, it finds each time.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from scheduler.register.database import sessions
from scheduler.web.api.app import description
from tests.examples import tried
from tests.scheduler.register.databases import sqlite_copy
from tests.scheduler.web.api.programs import API, program
from tests.scheduler.web.home import SLUG, Home, furnish, mail

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
    ignored_auth,
]
FEW = tried(
    0.3,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

OPERATIONS = sorted(description()["paths"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with the small plan and some mail, for all of them."""
    with sqlite_copy(tmp_path_factory.mktemp("api")) as engine:
        made = Home(sessions(engine))
        made.desk.limits.misses.most = 10**6  # schemathesis tries more wrong keys than anybody may
        with made.sessions.begin() as session:
            furnish(session)
            mail(session, "a", "1 action needs you")
        yield made


@pytest.fixture(scope="module")
def described(home: Home) -> BaseSchema:
    """The API as schemathesis sees it, with a key that reads everything."""
    schema = schemathesis.openapi.from_dict(description())
    schema.app = home.app
    schema.config.update(base_url=f"http://localhost:8024{API}")
    return schema


@pytest.fixture(scope="module")
def key(home: Home) -> dict[str, str]:
    """The header of a key that reads everything."""
    return {"Authorization": f"Bearer {program(home, with_names=True).key}"}


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_one_that_the_description_names(
    described: BaseSchema, key: dict[str, str], path: str, mode: GenerationMode
) -> None:
    operation = described[path]["GET"]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: "Case[Any]") -> None:
        assume(not any(value in ([], {}, None) for value in case.query.values()))  # none is sent: no wrong request
        case.call_and_validate(headers=key, checks=CHECKS)

    asked()


@pytest.mark.parametrize("path", OPERATIONS)
def test_what_there_is_answers_as_described(described: BaseSchema, key: dict[str, str], path: str) -> None:
    case = described[path]["GET"].Case(path_parameters={"slug": SLUG, "ref": "1.13"})

    assert case.call_and_validate(headers=key, checks=CHECKS).status_code == 200
