"""The code knows no country and no mechanism: they live in scenarios."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODES = (
    "BEL|BGR|BLR|CAN|CHN|CZE|DEU|DNK|ESP|EST|FIN|FRA|GBR|GRC|HUN|IRN|ISR|ITA|LTU|LVA|MDA|MKD|NATO|"
    "NLD|NOR|OSCE|POL|PRT|ROU|RUS|SRB|SVK|SVN|SWE|SYR|TUR|UKR|USA"
)
FORBIDDEN = re.compile(
    rf"(?<![A-Za-z0-9])(?:{CODES})(?![A-Za-z0-9])"  # also inside NATO_RUS
    r"|\bM\d\d\b"  # a mechanism
    r"|\bUA\d\d\b"  # a sub-national unit
)


def _forbidden(text: str) -> list[tuple[int, str]]:
    """Return (line number, word) of each country, organisation or mechanism in `text`."""
    return [
        (number, found.group())
        for number, line in enumerate(text.splitlines(), start=1)
        for found in FORBIDDEN.finditer(line)
    ]


def test_no_country_and_no_mechanism_in_the_code():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {word}; move it to a scenario, "
        "and use AAA, BBB, Ardenia or Borvia in examples"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for number, word in _forbidden(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    ["if host == 'POL':", "rung.NATO_RUS", "# M19 raises it", "strain.ROU", "fighting.UA80"],
)
def test_the_check_sees(line):
    assert _forbidden(line)


@pytest.mark.parametrize("line", ["POLICY", "rung.AAA_BBB", "M1", "M190", "USAGE", "Ardenia"])
def test_the_check_passes(line):
    assert not _forbidden(line)
