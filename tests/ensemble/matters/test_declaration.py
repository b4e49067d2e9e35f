"""One declaration, three uses of it, and names that programs can hold."""

import json

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.ensemble.matters.declaration import Declaration, name_for
from offramp.ensemble.reads import chosen
from offramp.model.problems import ScenarioError
from tests.ensemble.asked import small
from tests.small_crisis import POLITICS, number

MADE_UP = {"unit": "1", "source": "judgement", "basis": "made up for a test"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    reading = small(tmp_path_factory.mktemp("small"))
    quantities = {
        **reading.scenario.model_dump(mode="json", exclude_defaults=True)["quantities"],
        "lambda": MADE_UP | {"uniform": [1, 3]},
        "seed": MADE_UP | {"uniform": [0, 1]},
        "risk_aversion": number(1) | {"over": "actors", "each": {"AAA": {"normal": [1, 0.1]}}},
    }
    folder = tmp_path_factory.mktemp("keywords")
    return Engine(small(folder, quantities=quantities).scenario, POLITICS)


@pytest.fixture(scope="module")
def declared(engine):
    reads = chosen(engine.scenario, ["loss", "end.war", "end.warned"])
    return Declaration.of(engine.scenario, engine, reads)


def test_all_three_have_the_same_names_and_programs_can_hold_them(declared):
    names = declared.problem()["names"]
    assert {"lambda_", "seed_", "risk_aversion_AAA", "loss"} <= set(names)
    assert all(name.isidentifier() for name in names)
    schema = declared.schema()
    assert [name for name in schema["properties"] if name != "seed"] == names
    assert json.loads(json.dumps(schema)) == schema
    assert schema["properties"]["lambda_"]["x-path"] == "lambda"
    assert set(schema["outcomes"]["properties"]) == {
        *("loss", "end_warned", "end_war_low", "end_war_median", "end_war_high")
    }
    assert schema["outcomes"]["properties"]["end_war_low"]["x-validated"] is False


def test_the_function_returns_what_it_declares_and_holds_what_it_is_given(engine, declared):
    run = declared.function(engine, 20)
    found = run(seed=3, loss=500.0)
    assert set(found) == set(declared.schema()["outcomes"]["properties"])
    assert found["loss"] == 500
    assert run(seed=3) == run(seed=3) != run(seed=4)
    assert run(seed=3, lambda_=2.0, seed_=0.5) == run(seed=3)
    shares = declared.function(engine, 20, shares=True)
    assert shares(seed=3, loss=0.5)["loss"] == pytest.approx(1000)


def test_it_takes_a_row_of_salib(engine, declared):
    from SALib.sample import latin

    problem = declared.problem()
    run = declared.function(engine, 2, shares=True)
    row = latin.sample(problem, 3, seed=1)[0]
    assert np.isfinite(run(seed=1, **dict(zip(problem["names"], row, strict=True)))["loss"])


def test_paths_that_would_share_a_name_are_told_apart():
    from offramp.ensemble.matters.declaration import _named

    assert _named(["a.b", "a_b", "class"]) == ["a_b__1", "a_b__2", "class_"]
    assert name_for("class") == "class_"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lamda_": 1.0}, 'did you mean "lambda_"'),
        ({"loss": float("nan")}, "give a finite number"),
    ],
)
def test_what_is_no_parameter_is_refused(engine, declared, given, said):
    with pytest.raises(ScenarioError, match=said):
        declared.function(engine, 2)(seed=1, **given)
