"""One whole run of the double, shared by the tests that only look at it."""

import pytest

from tests.ensemble.double import run_double


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    return run_double(tmp_path_factory.mktemp("whole") / "run", threads=1, keep="all")
