"""The map, what was observed, and dates."""

import pytest

PHASE = (
    "{{place: {place}, start: {start}, end: {end}, fighting: {fighting}, threat: 0.5, "
    "access: open, start_known_at: 2030-03-01}}"
)


def phases(*rows):
    given = {"place": "west", "start": "2030-03-01", "end": "2030-03-05", "fighting": 0.5}
    return "series: {phases: {rows: [" + ", ".join(PHASE.format(**given | r) for r in rows) + "]}}"


def counts(*rows):
    given = {"date": "2030-03-01", "place": "CCC", "persons": 10, "known_at": "2030-03-01"}
    texts = [", ".join(f"{key}: {value}" for key, value in (given | r).items()) for r in rows]
    return "series: {crossings: {rows: [" + ", ".join(f"{{{text}}}" for text in texts) + "]}}"


CASES = {
    "routes: {west-capital: {to: harbour}}": (
        'dangling-route 1:29 the route "west-capital" ends at "harbour", which is no place'
    ),
    "routes: {west-capital: {to: west}}": (
        'dangling-route 1:29 the route "west-capital" leads from "west" to itself'
    ),
    "places: {west: {female: 1}}": (
        "wrong-sum ardenia/places.csv:2:38 female and male make 380,001 people, population 800,000"
    ),
    "routes: {stone_bridge-CCC: {to: EEE}}": (
        'disconnected ardenia/places.csv:6:1 the crossing "stone_bridge" leads to no host'
    ),
    phases({"place": "CCC"}): 'unknown-place 1:34 there is no origin "CCC"',
    phases({"end": "2030-02-05"}): (
        "bad-order 1:64 ends on 2030-02-05, before it starts on 2030-03-01"
    ),
    phases({"fighting": 1.5}): "out-of-range 1:86 fighting must be between 0 and 1, not 1.5",
    phases({}, {"start": "2030-03-05", "end": "2030-03-06"}): (
        "overlap 1:168 west is still in another phase on 2030-03-05"
    ),
    counts({"place": "west"}): 'unknown-place 1:55 there is no host "west"',
    counts({"persons": -1}): "out-of-range 1:69 persons must be at least 0, not -1",
    counts({"known_at": "2030-02-28"}): (
        "bad-order 1:83 is known on 2030-02-28, before the day it counts, 2030-03-01"
    ),
    counts({}, {}): "duplicate-row 1:103 CCC is counted a second time on 2030-03-01",
    counts({"persons": 4_000_000}): (
        "too-many-people ardenia/series.yaml:5:9 by 2030-03-11 4,000,000 people crossed; "
        "3,047,500 may leave"
    ),
    "events: {siege_begins: {because: siege_lifted}}": (
        'bad-order 1:34 "siege_lifted" happened on 2030-03-21, after "siege_begins"'
    ),
    "treaties: {charter: {joins: {BBB: 1998-01-01}}}": (
        "bad-order 1:35 BBB joins on 1998-01-01, the treaty is in force from 1999-05-01"
    ),
    "treaties: {charter: {joins: {CCC: 2031-01-01}}}": (
        "bad-order 1:35 CCC joins on 2031-01-01, but is among the parties at the start"
    ),
    "treaties: {charter: {in_force: 2031-01-01}}": (
        "bad-order 1:32 has parties at the start, 2030-03-01, but is in force from 2031-01-01"
    ),
    "measures: {consultation: {calendar: [2030-02-01]}}": (
        "bad-order 1:38 2030-02-01 lies before the start, 2030-03-01"
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=range(len(CASES)))
def test_what_cannot_have_been_is_found(wrong, text, expected):
    assert expected in wrong(text)


def test_an_origin_without_a_way_out_is_found(wrong):
    text = "places: {island: {name: Island, kind: origin, country: AAA, lat: 0, lon: 0}}"
    assert wrong(text) == [
        'disconnected 1:10 no way over other origins leads from "island" to a crossing or a host'
    ]


def test_a_host_without_a_way_is_found(wrong):
    text = "places: {FFF: {name: Far, kind: host, country: FFF, lat: 0, lon: 0}}"
    assert wrong(text) == ['disconnected 1:10 no way leads to the host "FFF"']


STOCKS = "series: {{camps: {{label: Camps, file: c.csv, gives: stocks, source: x, rows: [{}]}}}}"
CLOSURES = "series: {{shut: {{label: Shut, file: c.csv, gives: closures, source: x, rows: [{}]}}}}"
COUNTED = "{date: 2030-03-02, place: CCC, persons: 1, known_at: 2030-03-02}"
SHUT = "{what: W, first: A, second: B, closes: 2030-03-02, known_at: 2030-03-02}"


def about(found):
    return [line.partition(" ")[0] for line in found]


def test_stocks_are_those_of_hosts_once_a_day_and_not_known_before(wrong):
    assert "unknown-place" in about(wrong(STOCKS.format(COUNTED.replace("CCC", "west"))))
    assert "duplicate-row" in about(wrong(STOCKS.format(f"{COUNTED}, {COUNTED}")))
    early = COUNTED.replace("known_at: 2030-03-02", "known_at: 2030-03-01")
    assert "bad-order" in about(wrong(STOCKS.format(early)))


@pytest.mark.parametrize(
    ("what", "first", "second", "sound"),
    [
        ("border", "AAA", "CCC", True),
        ("border", "AAA", "west", False),
        ("road", "west", "capital", True),
        ("road", "west", "nowhere", False),
        ("road", "west", "", False),
        ("place", "west", "", True),
        ("camp", "CCC", "", True),
        ("camp", "west", "", False),
    ],
)
def test_what_is_shut_is_there(wrong, what, first, second, sound):
    row = SHUT.replace("W", what).replace("A,", f"{first},").replace("B,", f"'{second}',")
    assert ("unknown-place" not in about(wrong(CLOSURES.format(row)))) == sound


def test_what_became_known_later_counts_no_people(wrong):
    assert wrong(counts({"persons": 9_000_000, "known_at": "2030-06-01"})) == []


DRAWS = "series: {{fit: {{label: Fit, file: f.csv, gives: draws, source: x, rows: [{}]}}}}"


def test_draws_are_of_quantities_and_rows_are_whole(wrong):
    sound = DRAWS.format("{unease.AAA: 1}, {unease.AAA: 2}")
    assert not {"unknown-quantity", "missing-value"} & set(about(wrong(sound)))
    assert "unknown-quantity" in about(wrong(DRAWS.format("{uneas: 1}")))
    assert "missing-value" in about(wrong(DRAWS.format("{unease.AAA: 1}, {}")))
    assert "unknown-quantity" in about(wrong(DRAWS.format("{unease: 1}")))


def test_draws_lie_where_their_quantities_may(wrong):
    for row in ("{barred_share: 2}", "{departure_rate: -1}", "{unease.AAA: .nan}"):
        assert "out-of-range" in about(wrong(DRAWS.format(row))), row
