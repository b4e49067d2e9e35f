"""Whatever is sent, the answer is one that the description promises."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from offramp.web.app import application
from offramp.web.ledger import Ledger
from offramp.web.runs import Runs
from offramp.web.shelf import Shelf

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def description(tmp_path_factory):
    """The description of an application whose orders nobody carries out."""
    ledger = Ledger(tmp_path_factory.mktemp("runs"))
    app = application(Shelf("ardenia"), Runs(ledger, None), ledger)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_answer_is_one_that_is_promised(description):
    operations = [found.ok() for found in description.get_all_operations()]
    assert {one.label for one in operations} >= {"POST /api/runs", "GET /api/state"}
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, suppress_health_check=list(HealthCheck))
        def check(case):
            if case.path.endswith("/progress") and case.method == "GET":
                case.path_parameters = {"run": "nothing"}  # one that waits is followed without end
            case.call_and_validate(checks=CHECKS)

        check()
