"""An instance as understood, to the files of a scenario."""

import csv
import json
from collections.abc import Iterable
from io import StringIO

from offramp.importing.flee.understood import Understood

INSTANCE, DEFAULT = "flee_instance", "flee_default"
"""Sources: what the instance gives, and what Flee takes where it gives nothing."""
LIMITS = (
    "It shows how Flee would move the people of this instance, and says nothing beyond: how many "
    "leave is taken from what was counted later, nobody returns home, roads, camps and countries "
    "are as far as the instance gives them, and Flee's error on past conflicts is large."
)


def texts(found: Understood) -> dict[str, str]:
    """Return the text of every file of the scenario, by its path in the folder."""
    tables = {
        "series/phases.csv": _phases(found),
        "series/stocks.csv": _stocks(found),
        "series/closures.csv": _closures(found),
    }
    return {
        "scenario.yaml": _head(found),
        "quantities.yaml": _quantities(found),
        "sources.yaml": _sources(found),
        "series.yaml": _series(found),
        "places.csv": _places(found),
        "routes.csv": _routes(found),
    } | {file: text for file, text in tables.items() if text.count("\n") > 1}


def _head(found: Understood) -> str:
    camps = sum(place.kind == "host" for place in found.places.values())
    about = (
        f"The Flee instance {found.name}: {len(found.places)} places, {camps} of them camps, "
        f"{len(found.links)} routes. People leave as they were counted later, and move by the law "
        "of Flee, on counts instead of one by one."
    )
    return f"""\
# Written by `offramp import flee`. Edit it as any scenario, or lay overlays over it.
id: {found.id}
title: {_text(found.title)}
description: {_text(about)}
start: {found.period.start}
days: {found.period.days}
as_of: {found.as_of}
order: [history, flee, reception]
limits: {_text(LIMITS)}
"""


def _quantities(found: Understood) -> str:
    settings = found.settings
    lines = ["# ---- the law of Flee: simsetting.yml, or Flee's default ------------------------"]
    if found.hasten_asked:
        source = "source: judgement, basis: asked for at import"
    else:
        source = f"source: {_source(settings.hasten_given)}"
    lines.append(
        f"flee_people_per_agent: {{value: {found.hasten}, unit: person, {source}, "
        'label: "People for which one agent of Flee stands"}'
    )
    for setting in settings.quantities:
        about = f", note: {_text(setting.written)}" if setting.given else ""
        lines.append(
            f"{setting.quantity}: {{value: {_number(setting.value)}, unit: {_text(setting.unit)}, "
            f"source: {_source(setting.given)}, label: {_text(setting.label)}{about}}}"
        )
    steps = [_text(str(step)) for step in range(len(settings.decay))]
    lines += [
        "flee_spawn_decay:",
        '  label: "Pull of a zone on departures, by steps since it began"',
        '  unit: "1"',
        f"  source: {_source(settings.decay_given)}",
        f"  over: [{', '.join(steps)}]",
        "  each:",
        *(
            f"    {step}: {{value: {_number(value)}}}"
            for step, value in zip(steps, settings.decay, strict=True)
        ),
        f'flee_intensity_scale: {{value: {_number(found.scale)}, unit: "1", source: {INSTANCE}, '
        'label: "Intensity of conflict at which fighting is 1"}',
        "",
        "# ---- camps: the population column of locations.csv is their capacity -------------",
        "capacity:",
        '  label: "Capacity; -1 where there is none"',
        "  unit: person",
        f"  source: {INSTANCE}",
        "  over: hosts",
        "  value: -1",
        *_capacities(found),
        "",
        "# ---- reception: how far the means of camps are used ------------------------------",
        "planning_figure:",
        '  label: "People a camp is meant for"',
        "  unit: person",
        f"  source: {INSTANCE}",
        "  over: hosts",
        *_capacities(found),
        "processing_rate: {over: hosts, unit: person/day, note: no instance gives it}",
        "strain_memory: {value: 7, unit: day, source: judgement, basis: a week}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _capacities(found: Understood) -> list[str]:
    camps = [place for place in found.places.values() if place.capacity > 0]
    lines = [f"    {place.id}: {{value: {place.capacity}}}" for place in camps]
    return ["  each:", *lines] if lines else []


def _sources(found: Understood) -> str:
    return f"""\
{INSTANCE}:
  title: {_text(f"Flee instance {found.name}")}
  publisher: Whoever made the instance
  grade: F6
  verified: read by `offramp import flee`, and not compared with what its makers took it from
  kind: data set
  note: places, routes, closures, zones of conflict, counts and settings, as given
{DEFAULT}:
  title: Flee 3, a code for simulating forced displacement
  publisher: Groen and others, Brunel University London
  url: https://github.com/djgroen/flee
  grade: A2
  verified: read in the code, commit 02cd2cb
  licence: BSD-3-Clause
  kind: software
  note: what Flee takes where an instance gives no setting
"""


def _series(found: Understood) -> str:
    parts = {
        "phases": (_phases(found), "Zones of conflict; a zone keeps the intensity it begins with"),
        "stocks": (_stocks(found), "People counted in camps; the total under no place"),
        "closures": (_closures(found), "What is shut, in the order in which Flee carries it out"),
    }
    return (
        "".join(
            f"{key}:\n  label: {_text(label)}\n  file: series/{key}.csv\n  gives: {key}\n"
            f"  source: {INSTANCE}\n"
            for key, (text, label) in parts.items()
            if text.count("\n") > 1
        )
        or "{}\n"
    )


def _places(found: Understood) -> str:
    header = "id name kind country lat lon population group population_source source note"
    rows = (
        (
            place.id,
            place.name,
            place.kind,
            place.country,
            f"{place.lat:.10g}",
            f"{place.lon:.10g}",
            place.population,
            place.region,
            INSTANCE if place.population else "",
            INSTANCE,
            "" if place.country == place.written else f"country as written: {place.written}",
        )
        for place in found.places.values()
    )
    return _csv(header, rows)


def _routes(found: Understood) -> str:
    rows = (
        (
            link.id,
            link.one,
            link.other,
            _number(link.km),
            "" if link.speed is None else _number(link.speed),
            INSTANCE,
        )
        for link in found.links
    )
    return _csv("id from to km max_speed source", rows)


def _phases(found: Understood) -> str:
    header = "place start end fighting threat access start_known_at end_known_at"
    rows = []
    for spell in found.spells:
        first = found.day(spell.first)
        last = "" if spell.last is None else found.day(spell.last)
        fighting = _number(spell.intensity / found.scale)
        rows.append((spell.place.id, first, last, fighting, 0, "open", first, last))
    return _csv(header, rows)


def _stocks(found: Understood) -> str:
    rows = (
        (when, counted.place.id if counted.place else "", _number(persons), when)
        for counted in found.counted
        for when, persons in counted.counts
    )
    return _csv("date place persons known_at", rows)


def _closures(found: Understood) -> str:
    rows = (
        (
            row.what,
            row.first,
            row.second,
            found.day(row.closes),
            "" if row.reopens is None else found.day(row.reopens),
            found.day(row.closes),
        )
        for row in found.closures
    )
    return _csv("what first second closes reopens known_at", rows)


def _csv(header: str, rows: Iterable[tuple[object, ...]]) -> str:
    """Return a table; columns that no row fills are left out."""
    names, found = header.split(), [[str(cell) for cell in row] for row in rows]
    kept = [at for at in range(len(names)) if not found or any(row[at] for row in found)]
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([names[at] for at in kept])
    writer.writerows([row[at] for at in kept] for row in found)
    return stream.getvalue()


def _source(given: bool) -> str:
    return INSTANCE if given else DEFAULT


def _text(text: str) -> str:
    """Return text in double quotes, so that nothing in it is read as YAML."""
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    """Return a number with all its digits, and none to spare.

    >>> _number(200.0), _number(0.1), _number(1234.5)
    ('200', '0.1', '1234.5')
    """
    return str(int(value)) if float(value).is_integer() else repr(float(value))
