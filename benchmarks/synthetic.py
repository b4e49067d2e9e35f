"""A synthetic scenario of fixed size: 60 places, 150 routes, 300 measures, 200 conditions.

    uv run python benchmarks/synthetic.py FOLDER [PLACES]

Everything in it is made up and means nothing: it only holds the work of a run still, so that speed
can be compared over time and with other codes. 20 actors weigh 15 measures each, 40 dyads have a
contact each, and a future of 180 days has about 1,000 events. PLACES multiplies the number
of places and routes.
"""

import csv
import json
import shutil
import sys
from collections.abc import Iterable
from importlib.resources import as_file, files
from math import cos, pi, sin
from pathlib import Path
from typing import Any

ACTORS, MEASURES, CONDITIONS, DYADS, DAYS = 20, 15, 200, 40, 180
ORIGINS, CROSSINGS, HOSTS, ONWARD, ROUTES = 34, 16, 8, 2, 150
MADE_UP = "made_up"


def write(folder: Path, places: int = 1) -> Path:
    """Write the scenario, replacing what is in the folder.

    Args:
        folder: of the scenario.
        places: factor of the numbers of places and routes.

    Returns:
        The folder.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with as_file(files("offramp") / "library" / "templates" / "crisis") as template:
        shutil.copytree(template, folder)
    for name in ("actors", "measures", "ladder", "indicators", "outcomes", "scenario"):
        folder.joinpath(f"{name}.yaml").unlink()
    for name in ("places", "routes", "events"):
        folder.joinpath(f"{name}.csv").unlink()
    _geography(folder, places)
    sections: dict[str, Any] = {
        "scenario": _head(),
        "actors": _actors(),
        "measures": dict(_measures()),
        "contacts": dict(_contacts()),
        "thresholds": dict(_thresholds()),
        "red_lines": dict(_red_lines()),
        "ladder": _ladder(),
        "indicators": {
            "trapped_days": {
                "label": "Person-days trapped",
                "value": "sum(trapped)",
                "take": "total",
                "unit": "person",
                "better": "low",
            }
        },
        "outcomes": _outcomes(),
    }
    for name, section in sections.items():
        folder.joinpath(f"{name}.yaml").write_text(json.dumps(section, indent=1))
    numbers = folder / "quantities.yaml"
    numbers.write_text(numbers.read_text() + _numbers())
    return folder


def number(value: float, unit: str = "1") -> dict[str, Any]:
    """A fixed quantity."""
    return {"value": value, "unit": unit, "source": MADE_UP}


def _head() -> dict[str, Any]:
    return {
        "id": "synthetic",
        "title": "A synthetic scenario of fixed size",
        "description": "Made by a benchmark; nothing follows from it.",
        "start": "2030-01-01",
        "days": DAYS,
        "as_of": "2030-01-02",
        "limits": "Made up for measuring speed.",
    }


def _actors() -> dict[str, Any]:
    return {
        f"actor{k}": {
            "label": f"Actor {k}",
            "lat": 8 * sin(2 * pi * k / ACTORS),
            "lon": 8 * cos(2 * pi * k / ACTORS),
            "opportunity": number(0.05, "1/day"),
            "source": MADE_UP,
        }
        for k in range(ACTORS)
    }


def _measures() -> Iterable[tuple[str, Any]]:
    """Every actor weighs 15 measures, a third of them open under a condition on others."""
    for actor in range(ACTORS):
        for k in range(MEASURES):
            at = actor * MEASURES + k
            origin, pair = at % ORIGINS, at % DYADS
            measure: dict[str, Any] = {
                "label": f"Measure {k} of actor {actor}",
                "by": f"actor{actor}",
                "when": f"fighting.o{origin} > low_bar" if at % 3 else f"ever.condition{at % 100}",
                "utility": {
                    "threat": "perceived_threat.self - effort",
                    "fighting": f"worth * fighting.o{origin} - rung.pair{pair} / high_bar",
                    "strain": f"worth * strain.H{at % HOSTS}",
                },
                "duration": number(6 + at % 9, "day"),
                "cooling_off": number(10 + at % 11, "day"),
                "source": MADE_UP,
            }
            if at % 5 == 0:
                effect = {"on": f"surge.o{origin}", "add": number(0.02)}
                measure |= {"effects": [effect], "dyad": f"pair{pair}", "rung": "warning"}
            yield f"measure{at}", measure


def _dyads() -> list[tuple[int, int]]:
    pairs = [(k, (k + step) % ACTORS) for step in (1, 3) for k in range(ACTORS)]
    return pairs[:DYADS]


def _contacts() -> Iterable[tuple[str, Any]]:
    for at in range(DYADS):
        yield (
            f"contact{at}",
            {
                "label": f"Patrols of pair {at} meet",
                "dyad": f"pair{at}",
                "place": f"o{at % ORIGINS}",
                "rates": {"inadvertent": f"meeting_rate * fighting.o{at % ORIGINS}"},
                "lethal": {"beta": [2, 8], "unit": "1", "source": MADE_UP},
                "rung": "incident",
                "source": MADE_UP,
            },
        )


def _thresholds() -> Iterable[tuple[str, Any]]:
    """160 conditions over people, fighting, rungs and the past; 40 red lines make 200."""
    kinds = (
        "fighting.o{o} > low_bar and strain.H{h} > low_bar",
        "trapped.o{o} > many or sum(trapped) > many * high_bar",
        "rung.pair{p} >= 1 and fighting.o{o} + fighting.o{q} > high_bar",
        "count.contact{p} > 1 or perceived_threat.actor{a} > low_bar",
    )
    for at in range(CONDITIONS - DYADS):
        when = kinds[at % len(kinds)].format(
            o=at % ORIGINS, q=(at + 7) % ORIGINS, h=at % HOSTS, p=at % DYADS, a=at % ACTORS
        )
        yield f"condition{at}", {"when": when, "text": f"Condition {at} holds"}


def _red_lines() -> Iterable[tuple[str, Any]]:
    for at, (one, other) in enumerate(_dyads()):
        asked = other * MEASURES + at % MEASURES
        yield (
            f"line{at}",
            {
                "label": f"Line {at}",
                "holder": f"actor{one}",
                "when": f"in_force.measure{asked} and rung.pair{at} >= 1",
                "credence": {"beta": [2, 2], "unit": "1", "source": MADE_UP},
                "learning": number(0.3),
                "loss": number(1),
                "responses": {
                    f"measure{one * MEASURES + at % MEASURES}": number(1),
                    "none": number(2),
                },
                "doubt": number(1),
                "delay": {"uniform": [1, 4], "unit": "day", "source": MADE_UP},
                "source": MADE_UP,
            },
        )


def _ladder() -> dict[str, Any]:
    names = ("calm", "warning", "show", "incident", "clash")
    return {
        "rungs": {name: {"level": level, "label": name} for level, name in enumerate(names)},
        "dyads": {
            f"pair{at}": {"first": f"actor{a}", "second": f"actor{b}", "label": f"Pair {at}"}
            for at, (a, b) in enumerate(_dyads())
        },
        "exchange": "clash",
        "reply": {"up": number(0.1), "stay": number(0.5), "down": number(0.4)},
        "doubt": number(1),
        "quiet": number(14, "day"),
    }


def _outcomes() -> dict[str, Any]:
    cases = [
        {"id": "clash", "label": "the first pair clashes", "when": "rung.pair0 > high_bar"},
        {"id": "calm", "label": "it does not", "otherwise": True},
    ]
    return {"clashes": {"label": "Does the first pair clash?", "cases": cases}}


def _numbers() -> str:
    return """
meeting_rate: {lognormal: [0.03, 1.5], unit: 1/day, source: made_up}
low_bar: {uniform: [0.2, 0.4], unit: "1", source: made_up}
high_bar: {uniform: [1, 2], unit: "1", source: made_up}
many: {value: 1000, unit: person, source: made_up}
worth: {lognormal: [1, 1.5], unit: "1", source: made_up}
effort: {uniform: [0, 1], unit: "1", source: made_up}
"""


def _geography(folder: Path, times: int) -> None:
    """Write places on rings, and routes that join each to its neighbours."""
    rings = (
        ("o", "origin", ORIGINS, 2.0),
        ("x", "crossing", CROSSINGS, 4.0),
        ("H", "host", HOSTS, 6.0),
        ("far", "onward", ONWARD, 9.0),
    )
    where: dict[str, list[str]] = {}
    rows = []
    for stem, kind, count, radius in rings:
        where[stem] = [f"{stem}{k}" for k in range(count * times)]
        for k, name in enumerate(where[stem]):
            angle = 2 * pi * (k + radius / 10) / len(where[stem])
            host = f"H{k % (HOSTS * times)}"
            country = {"o": "AAA", "x": host}.get(stem, name)
            row: dict[str, Any] = {
                "id": name,
                "name": name,
                "kind": kind,
                "country": country,
                "source": MADE_UP,
            }
            row |= {"lat": radius * sin(angle), "lon": radius * cos(angle)}
            if stem == "o":
                half = 250_000 // times
                row |= {"population": 2 * half, "female": half, "male": half}
                row["population_source"] = MADE_UP
            if stem == "x":
                row |= {"open": "yes", "throughput": 10_000, "throughput_source": MADE_UP}
            rows.append(row)
    _table(folder / "places.csv", rows)
    _table(folder / "routes.csv", list(_routes(where, ROUTES * times)))
    phases = [
        {
            "place": name,
            "start": "2030-01-01",
            "end": "",
            "fighting": 0.1 + 0.6 * (k % 7) / 6,
            "threat": 0.4,
            "access": "open",
            "start_known_at": "2030-01-01",
            "end_known_at": "",
        }
        for k, name in enumerate(where["o"])
    ]
    _table(folder / "series" / "phases.csv", phases)
    event = {"id": "invasion", "date": "2030-01-01", "known_at": "2030-01-01"}
    event |= {"actor": "actor0", "kind": "ASSAULT", "target": "actor1", "place": "o0"}
    event |= {"text": "Day 0.", "verified": "yes"}
    _table(folder / "events.csv", [event | {"source": MADE_UP}])


def _routes(where: dict[str, list[str]], wanted: int) -> Iterable[dict[str, Any]]:
    """Join crossings to hosts, hosts to places further on, origins to one another and crossings."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}

    def join(a: str, b: str) -> None:
        if len(pairs) < wanted and a != b:
            pairs.setdefault(frozenset((a, b)), (a, b))

    origins, crossings, hosts, far = where["o"], where["x"], where["H"], where["far"]
    for k, crossing in enumerate(crossings):
        join(crossing, hosts[k % len(hosts)])
    for k, host in enumerate(hosts):
        join(host, far[k % len(far)])
    for step in range(1, len(origins)):
        for k, origin in enumerate(origins):
            nearest = k * len(crossings) // len(origins)
            join(origin, crossings[(nearest + step - 1) % len(crossings)])
            join(origin, origins[(k + step) % len(origins)])
    for a, b in pairs.values():
        km = 150 + 10 * (len(a) + len(b))
        yield {"id": f"{a}-{b}", "from": a, "to": b, "km": km, "mode": "road", "source": MADE_UP}


def _table(path: Path, rows: list[dict[str, Any]]) -> None:
    columns = dict.fromkeys(name for row in rows for name in row)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
