"""Treaties and provisions name what there is: parties, readings, kinds of action, sources."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from offramp.model.law_rules import MOST_READINGS
from offramp.model.problems import Problem, did_you_mean
from offramp.model.quantity import JUDGEMENT
from offramp.reading.checks.bench import Bench, given, undefined
from offramp.reading.examples.judge import readings_of

PARTIES = (
    ("actors", "members"),
    ("treaties", "parties"),
    ("treaties", "joins"),
    ("treaties", "leaves"),
    ("treaties", "reservations"),
    ("provisions", "invokers"),
    ("provisions", "addressees"),
    ("measures", "hits"),
    ("contacts", "hits"),
)
"""Sections and fields that name actors, or countries that are no actors of the scenario."""
SOIL = (("measures", "soil"), ("contacts", "soil"))
"""The same, and parts of countries beside."""
PART = re.compile(r"(?P<country>[A-Z]{2})-[A-Z0-9]{1,3}")
"""The form of a part of a country in ISO 3166-2."""

TOO_MANY = "too-many-readings"
"""The finding that an answer hangs on more readings than can be gone through."""
MISSPELT = 0.88
"""How alike two names are that are most likely one."""


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166 alpha-3 codes."""
    from iso3166 import countries_by_alpha3

    return frozenset(countries_by_alpha3)


def is_part(text: str) -> bool:
    """Return whether a text is a part of a country, as `US-HI`."""
    from iso3166 import countries_by_alpha2

    found = PART.fullmatch(text)
    return found is not None and found["country"] in countries_by_alpha2


def is_party(bench: Bench, text: str) -> bool:
    """Return whether law may speak of what a text names."""
    return text in bench.scenario.actors or text in countries() or bench.is_broken("actors", text)


def unknown_parties(bench: Bench) -> Iterator[Problem]:
    """Those of whom law speaks are actors, or countries by their code."""
    for section, field in PARTIES:
        for path, name in given(bench, section, field):
            yield from _unknown_party(bench, path, name)
    for section, field in SOIL:
        for path, name in given(bench, section, field):
            if not is_part(name):
                yield from _unknown_party(bench, path, name)
    for key, provision in bench.scenario.provisions.items():
        for field in ("on", "soil"):
            names = getattr(provision.attack, field, ())
            for position, name in enumerate(names):
                if field == "on" or not is_part(name):
                    path = f"provisions.{key}.attack.{field}.{position}"
                    yield from _unknown_party(bench, path, name)


def _unknown_party(bench: Bench, path: str, name: str) -> Iterator[Problem]:
    if not is_party(bench, name):
        actors = bench.scenario.actors
        message = f'there is no actor "{name}"'
        hint = did_you_mean(name, actors) or (
            "define it under `actors:`, or give a country's ISO 3166 alpha-3 code"
        )
        yield bench.problem("unknown-actor", path, message, hint)


def unknown_readings(bench: Bench) -> Iterator[Problem]:
    """A reading is a quantity that holds or does not."""
    quantities = bench.scenario.quantities
    readings = [key for key, quantity in quantities.items() if quantity.form == "chance"]
    for path, name in given(bench, "provisions", "readings"):
        quantity = quantities.get(name)
        if quantity is None and not bench.is_broken("quantities", name):
            message = f'there is no quantity "{name}" to be a reading'
            hint = did_you_mean(name, readings) or (
                f"add it under `quantities:` as `{name}: {{chance: 0.5, ...}}`"
            )
            yield bench.problem("unknown-reading", path, message, hint)
        elif quantity is not None and (quantity.form != "chance" or quantity.over is not None):
            message = f'"{name}" is no reading: it is not given by `chance:`'
            hint = "give it as `chance:`, the probability that the reading holds"
            yield bench.problem("unknown-reading", path, message, hint)


def too_many_readings(bench: Bench) -> Iterator[Problem]:
    """No provision hangs on more readings than can be gone through in all their ways."""
    for key, provision in bench.scenario.provisions.items():
        hangs_on = readings_of(provision)
        if len(hangs_on) > MOST_READINGS:
            message = f"{key} hangs on {len(hangs_on)} readings, and at most {MOST_READINGS} can be"
            hint = "join readings that stand or fall together, or split the provision"
            yield bench.problem(TOO_MANY, f"provisions.{key}.readings", message, hint)


def unknown_actions(bench: Bench) -> Iterator[Problem]:
    """Provisions and measures call one kind of action by one name.

    A name that stands alone is fine, but not where it is most likely another one, misspelt.
    """
    of_measures = dict(given(bench, "measures", "action"))
    of_provisions = dict(given(bench, "provisions", "actions"))
    of_examples = {
        str(example.given["action"])
        for provision in bench.scenario.provisions.values()
        for example in provision.examples.values()
        if example.given.get("action")
    }
    used = {*of_measures.values(), *of_examples}
    spoken_of = set(of_provisions.values())
    for paths, own in ((of_provisions, used), (of_measures, spoken_of)):
        for path, action in paths.items():
            others = sorted((used | spoken_of) - {action})
            if action not in own and get_close_matches(action, others, 1, MISSPELT):
                message = f'nothing else is called the action "{action}"'
                hint = did_you_mean(action, others)
                yield bench.problem("unknown-action", path, message, hint)


def unknown_reservations(bench: Bench) -> Iterator[Problem]:
    """Who excepts itself from provisions is a party, and they are provisions of that treaty."""
    provisions = bench.scenario.provisions
    for key, treaty in bench.scenario.treaties.items():
        own = [name for name, provision in provisions.items() if provision.treaty == key]
        for party, reservation in treaty.reservations.items():
            path = f"treaties.{key}.reservations.{party}"
            if is_party(bench, party) and party not in (*treaty.parties, *treaty.joins):
                message = f"{party} excepts itself from {key}, but is no party to it"
                hint = did_you_mean(party, [*treaty.parties, *treaty.joins]) or "add it to them"
                yield bench.at_key("unknown-actor", path, message, hint)
            for position, name in enumerate(reservation.provisions):
                if name not in own and not bench.is_broken("provisions", name):
                    message = f'"{name}" is no provision of {key}'
                    hint = did_you_mean(name, own) or f"name one of {', '.join(own) or 'its own'}"
                    at = f"{path}.provisions.{position}"
                    yield bench.problem("unknown-provision", at, message, hint)


def unknown_sources_of_law(bench: Bench) -> Iterator[Problem]:
    """The sources of reservations, exceptions and examples are defined."""
    named = [
        (f"treaties.{key}.reservations.{party}.source", reservation.source)
        for key, treaty in bench.scenario.treaties.items()
        for party, reservation in treaty.reservations.items()
    ]
    for key, provision in bench.scenario.provisions.items():
        for field in ("exceptions", "examples"):
            for name, item in getattr(provision, field).items():
                named.append((f"provisions.{key}.{field}.{name}.source", item.source))
    for path, source in named:
        if source and source != JUDGEMENT:
            yield from undefined(bench, "source", "sources", path, source)


def unfit_rules(bench: Bench) -> Iterator[Problem]:
    """Only what forbids an action can put it beyond somebody's powers."""
    for key, provision in bench.scenario.provisions.items():
        if provision.bars and provision.consequence != "MUST_NOT":
            message = f"{key} bars actions, but says {provision.consequence} of them"
            hint = "make it MUST_NOT, or delete `bars:`"
            yield bench.problem("bad-value", f"provisions.{key}.bars", message, hint)
