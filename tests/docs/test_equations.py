"""The reference of the equations names the numbers, files and variables that there are."""

import re
from pathlib import Path

import pytest

import offramp
from offramp.model.scenario import ORDER
from offramp.model.variables import VARIABLES
from offramp.processes import PROCESSES
from offramp.results.quantity_words import in_words

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "equations.md").read_text(encoding="utf-8")
NUMBERS = sorted({name for process in ORDER for name in PROCESSES[process].quantities})


@pytest.fixture(scope="module")
def scenario():
    return offramp.load("ukraine-2022")


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_of_a_process_stands_there_as_the_scenario_has_it(scenario, name):
    assert _row(scenario.quantities[name], name) in TEXT.splitlines()


def _row(quantity, name):
    """Return the row of a table that says what a quantity is and where it comes from."""
    own = f"own for {', '.join(quantity.each)}" if quantity.each else ""
    given = [in_words(quantity)] if quantity.form is not None else []
    values = [one for one in (quantity, *quantity.each.values()) if one.form is not None]
    sources = sorted({one.source or quantity.source for one in values})
    cells = [f"`{name}`", quantity.unit, "; ".join([*given, *filter(None, [own])])]
    return f"| {' | '.join([*cells, ', '.join(sources)])} |"


def test_each_variable_of_the_state_is_there():
    assert [one.name for one in VARIABLES if f"`{one.name}`" not in TEXT] == []


def test_each_file_it_names_exists():
    named = re.findall(r"`([\w./-]+\.(?:py|yaml))`", TEXT)
    files = [path.as_posix() for path in (ROOT / "src").rglob("*.*")]
    files += [path.as_posix() for path in (ROOT / "validation").rglob("*.py")]
    gone = [name for name in named if not any(file.endswith(_tail(name)) for file in files)]
    assert named
    assert gone == []


def test_each_folder_it_names_exists():
    named = re.findall(r"`(src/[\w/]+/)`", TEXT)
    assert named
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def _tail(name):
    return f"/{name.lstrip('./')}"
