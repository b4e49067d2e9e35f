"""Units: the common ones are known without pint, and agree with it."""

import subprocess
import sys
from fractions import Fraction

import pytest

from offramp.model import units
from offramp.model.units import UnitError, dimension, factor, is_unit, same_dimension, unit


@pytest.mark.parametrize("name", sorted(units._COMMON))
def test_common_units_agree_with_pint(name):
    scale, powers = units._COMMON[name]
    pint_scale, pint_powers = units.looked_up(name)
    assert scale == pytest.approx(pint_scale, rel=1e-15)
    assert powers == pint_powers


@pytest.mark.parametrize(
    "text", ["person/day", "1/day", "km/day", "person/(day*km)", "km**2/hour", "event/week/person"]
)
def test_products_agree_with_pint(text):
    one = units._registry().Quantity(1.0, text).to_base_units()
    assert unit(text).scale == pytest.approx(one.magnitude, rel=1e-12)
    assert dict(unit(text).dimension) == dict(one.dimensionality)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "1"),
        ("1", "1"),
        ("people per day", "person/day"),
        ("person day", "day*person"),
        ("person / (day km)", "person/day/km"),
        ("km^2", "km**2"),
        ("1/person**-2", "person**2"),
        ("%", "percent"),
        ("km/km", "1"),
        ("tonne/day", "tonne/day"),
    ],
)
def test_reads_and_writes(text, written):
    assert is_unit(text)
    assert str(unit(text)) == written
    assert unit(written) == unit(text)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "/day",
        "km/",
        "km)day",
        "(km",
        "2",
        "1000*km",
        "9**9",
        "km***2",
        "km**12",
        "km**x",
        "degC",
        "dB",
        "é",
        "__class__",
        "None",
        "lambda:0",
        "km;km",
        "km*" * 30 + "km",
    ],
)
def test_refuses_what_is_no_unit(text):
    assert not is_unit(text)
    with pytest.raises(UnitError):
        unit(text)


def test_people_events_and_pure_numbers_are_apart():
    assert not same_dimension("person", "1")
    assert not same_dimension("event", "1")
    assert not same_dimension("person/day", "km/day")
    assert same_dimension("percent", "1")
    assert dimension("person/week") == dimension("people/day")
    assert len({dimension("day"), dimension("week"), dimension("km")}) == 2


def test_factor():
    assert factor("week", "day") == 7
    assert factor("person/day", "person/week") == pytest.approx(7)
    assert factor("percent", "1") == 0.01
    assert factor("mile", "km") == pytest.approx(1.609344)
    with pytest.raises(UnitError, match="different things"):
        factor("day", "km")


def test_arithmetic():
    rate = unit("person") / unit("day")
    assert rate == unit("person/day")
    assert rate * unit("day") == unit("person")
    assert (rate**2).dimension == unit("person**2/day**2").dimension
    assert str(unit("km") ** 0) == "1"
    assert str(unit("km/day") ** Fraction(1, 2)) == "km**(1/2)/day**(1/2)"


def test_a_typical_scenario_needs_no_pint():
    code = (
        "import sys; from offramp.model.units import factor, unit;"
        "[unit(text) for text in ('1', 'day', '1/day', 'person/day', 'km/day', 'percent')];"
        "factor('week', 'day'); print('pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
