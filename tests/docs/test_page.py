"""The reference of the page and the server names every field, address and limit that there is."""

import re
from pathlib import Path

import pytest

from offramp.report.build.events import MOST
from offramp.report.picture.picture import Picture
from offramp.web.app import WRONG, application
from offramp.web.guard import LARGEST
from offramp.web.ledger import Ledger
from offramp.web.messages import LONGEST, MOST_MEMBERS, Order, RunInfo
from offramp.web.pictures import KEPT
from offramp.web.runs import Runs
from offramp.web.shelf import Shelf

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "page.md").read_text(encoding="utf-8")
SAID = {word for code in re.findall(r"`([^`]+)`", TEXT) for word in re.split(r"[^\w]+", code)}
SHARED = {"caption"}
"""Fields that every part has, said in a sentence."""


def test_every_field_of_the_page_is_named():
    parts = Picture.model_json_schema()["$defs"].values()
    fields = {name for part in parts for name in part["properties"]} | set(Picture.model_fields)
    assert sorted(fields - SAID - SHARED) == []


def test_it_names_no_field_that_is_not_there():
    parts = Picture.model_json_schema()["$defs"].values()
    fields = {name for part in parts for name in part["properties"]}
    held = TEXT.partition("## What the parts hold")[2].partition("## The server")[0]
    assert sorted(set(re.findall(r"`(\w+)`", held)) - fields) == []


@pytest.mark.parametrize("message", [Order, RunInfo])
def test_every_field_of_an_order_and_of_a_run_is_named(message):
    assert sorted(set(message.model_fields) - SAID) == []


def test_every_address_of_the_server_stands_in_the_table(tmp_path):
    ledger = Ledger(tmp_path)
    app = application(Shelf("ardenia"), Runs(ledger, None), ledger)
    asked = {
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    told = {f"{a} {b}" for a, b in re.findall(r"^\| `([A-Z]+) (/api[^`?]*)", TEXT, re.MULTILINE)}
    assert told == asked


def test_every_status_of_a_refusal_is_explained():
    told = {int(status) for status in re.findall(r"^\| (\d{3}) \|", TEXT, re.MULTILINE)}
    assert set(WRONG) <= told


@pytest.mark.parametrize(
    "words",
    [
        f"| a request | {LARGEST:,} bytes |",
        f"| `members` | 1 to {MOST_MEMBERS:,} futures an order |",
        f"| `overlays`, `force`, `forbid` | {LONGEST} items each |",
        f"| pages kept in memory | {KEPT} |",
        f"up to the first {MOST:,} of a run",
    ],
)
def test_limits_are_as_they_are_in_the_code(words):
    assert words in TEXT
