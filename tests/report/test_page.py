"""The page as a file: whole, and safe whatever the scenario calls its things."""

import json
import re

import pytest

from offramp.report.build.picture import picture
from offramp.report.page import PLACE, embedded, page_without_run, write_page
from offramp.results.errors import RunError

NAMES = (
    "\"quoted\" and 'so'",
    "<b>bold</b> & <img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "\u0645\u062f\u064a\u0646\u0629 \u202e\u05d0\u05d1",
    "line\u2028and\u2029paragraph",
    "long " * 400,
    "{{mustache}} ${template} \\u003c \\ %s",
)


@pytest.fixture
def named(run, changed):
    """The run with a place of a given name."""

    def made(name):
        places = {
            key: place.model_copy(update={"name": name})
            for key, place in run.scenario.places.items()
        }
        return changed(run.scenario.model_copy(update={"places": places, "title": name}))

    return made


def data(html):
    found = re.search(r'<script type="application/json" id="picture">(.*?)</script>', html, re.S)
    return json.loads(found[1])


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_the_element(named, tmp_path, name):
    path = write_page(picture([named(name)]), tmp_path / "page.html")
    html = path.read_text(encoding="utf-8")
    held = data(html)
    assert {host["name"] for host in held["people"]["hosts"]} == {name}
    inside = html[html.index('id="picture">') :].partition(">")[2].partition("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(inside)
    template = page_without_run()
    assert html.replace(inside, "null", 1) == template


def test_the_installed_page_has_one_place_for_the_data():
    template = page_without_run()
    assert template.count(PLACE) == 1


def test_a_page_is_there_whole_or_not_at_all(run, tmp_path, monkeypatch):
    path = write_page(picture([run]), tmp_path / "page.html")
    before = path.read_bytes()
    full = OSError(28, "No space left on device")

    def stop(*_):
        raise full

    monkeypatch.setattr("offramp.results.folder.os.fsync", stop)
    with pytest.raises(RunError, match="is full"):
        write_page(picture([run]), path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["page.html"]


def test_whole_numbers_are_written_short(run):
    held = embedded(picture([run]))
    assert not re.search(r"\d\.0[,\]}]", held)
    assert "NaN" not in held
