"""The description of the API is whole and true: it validates, and nothing answers otherwise than it says."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.api import reference
from accounts.models import User
from accounts.rules import Role
from config.wsgi import application
from missing.actions import hand_over_interview
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
RESTRICTED = {"reference": "YP9", "episode": "E9"}
REAL = ({"reference": "YP1", "episode": "E2"}, {"reference": "YP1", "episode": "E1"}, RESTRICTED)
EXAMPLES = {"everything": 18, "reads": 6, "outside": 8}
"""How many made-up requests for each operation, by who asks: most is found by who gets furthest."""


def test_the_document_is_openapi_3_1_and_valid() -> None:
    document = reference.document()
    assert document["openapi"] == "3.1.0"
    validate_schema(document)


def test_no_list_of_codes_is_named_by_a_number_that_changes_with_it() -> None:
    """Programs are made from these names: `Outcome`, and not `Outcome7baEnum`."""
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(public=True)
    assert not GENERATOR_STATS
    named = [name for name, schema in reference.document()["components"]["schemas"].items() if "enum" in schema]
    assert {"Outcome", "EndedHow", "ContactMethod", "WhetherAsked"} <= set(named)
    assert not [name for name in named if re.search(r"[0-9]", name)]


def test_every_operation_is_described() -> None:
    operations = [operation for part in reference.parts() for operation in part.operations]
    assert len(operations) >= 23
    assert all(operation.summary and operation.problems and operation.answered for operation in operations)


def test_people_read_it_as_a_page(client: Client, worker) -> None:
    client.force_login(worker)
    page = client.get("/api/v1/").content.decode()
    assert "POST /api/v1/episodes/" in page
    assert "An episode" not in page
    assert "no_apparent_risk" in page
    assert "<code>C2</code> Full care order" in page
    assert 'curl -H "Authorization: Bearer $TOKEN"' in page
    assert f'"{django_settings.PUBLIC_URL}/api/v1/interviews/?overdue=true"' in page


def test_programs_read_it_as_json(program_of, worker) -> None:
    answer = program_of(worker).get("/api/v1/schema.json")
    assert answer.json()["info"]["title"] == "Safe Return"


SCHEMA = schemathesis.openapi.from_dict(reference.document())
SCHEMA.app = application
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations()]


@pytest.fixture
def one_connection(db) -> Iterator[None]:
    """As Django's own test client: the end of a request does not end the test's connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def askers(person, officer, interview, restricted) -> dict[str, User]:
    """Whoever may do everything, whoever reads alone, and whoever is let see one interview."""
    reviewer, outsider = (UserFactory(roles=[role]) for role in (Role.REVIEWING_OFFICER, Role.INTERVIEWER))
    YoungPerson.objects.filter(pk=person.pk).update(reviewing_officer=reviewer)
    hand_over_interview(actor=officer, interview=interview, to=outsider)
    return {"everything": UserFactory(roles=list(Role), teams=[person.team]), "reads": reviewer, "outside": outsider}


@pytest.fixture
def restricted(now) -> ReturnInterview:
    hidden = YoungPersonFactory(reference="YP9", is_restricted=True)
    past = EpisodeFactory(
        young_person=hidden, started_at=now - timedelta(hours=30), returned_at=now - timedelta(hours=24), reference="E9"
    )
    return ReturnInterviewFactory(episode=past)


@pytest.mark.usefixtures("one_connection", "episode")
@pytest.mark.parametrize("asker", EXAMPLES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_answers_otherwise_than_described(request, operation, program_of, askers, asker: str) -> None:
    """Made-up input, and made-up input for records that are there: ended, open still, and restricted.

    Other input in each run; `--randomly-seed=…`, as the head of the run says it, makes up the same again.
    """
    headers = {"Authorization": program_of(askers[asker]).defaults["HTTP_AUTHORIZATION"]}

    @seed(request.config.getoption("randomly_seed"))
    @settings(max_examples=EXAMPLES[asker], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)
        if case.path_parameters:
            for real in REAL:
                case.path_parameters = {name: real[name] for name in case.path_parameters}
                answer = case.call_and_validate(headers=headers, checks=CHECKS)
                if real is RESTRICTED and asker != "everything":
                    assert answer.status_code == 404

    ask()
