"""The default scenario's mechanisms and links: all there, attributed, and able to be tried."""

from pathlib import Path
from typing import Any

import pytest

import offramp
from offramp.model.indicators import yardsticks
from offramp.model.mechanism import Link, Mechanism
from offramp.model.quantity import DISTRIBUTIONS, Quantity
from offramp.model.scenario import Scenario

FOLDER = Path(offramp.__file__).parent / "library/scenarios/ukraine-2022"
OVERLAYS = sorted(path.stem for path in (FOLDER / "overlays").glob("*.yaml"))

LINKS = (
    ("war_to_flight", "intensity of the war", "flow of refugees", "+", "M17"),
    ("flight_to_strain", "flow of refugees", "strain of the hosts", "+", "M18"),
    ("assault_to_flight", "assault on the capital", "flow of refugees", "+", "M19"),
    ("strain_to_emergency", "saturation of the hosts", "humanitarian emergency", "+", "M19"),
    ("duration_to_need", "duration of the war", "need of a humanitarian intervention", "+", "M20"),
    ("emergency_to_force", "humanitarian emergency", "decision on peacekeepers", "+", "M20 M23"),
    ("strain_to_zone", "saturation of the hosts", "buffer zone", "+", "M21"),
    ("zone_to_force", "buffer zone", "force of peacekeepers", "+", "M21"),
    ("force_to_attack", "force of peacekeepers", "Russian attack on the peacekeepers", "?", "M26"),
    ("attack_to_heavy", "Russian attack on the peacekeepers", "heavy forces of allies", "+", "M24"),
    ("heavy_to_clash", "heavy forces of allies", "direct confrontation", "+", "M24"),
    ("force_to_war", "force of peacekeepers", "direct confrontation", "+", "M24 M25"),
    ("zone_to_contact", "no-fly zone", "contact of aircraft", "+", "M13"),
    ("contact_to_combat", "contact of aircraft", "direct confrontation", "+", "M13"),
    ("aircraft_to_reaction", "transfer of aircraft", "Russian reaction", "+", "M12"),
    ("intervention_to_retaliation", "any intervention", "Russian retaliation", "+", "M15"),
    ("intervention_to_war", "any intervention", "direct confrontation", "+", "M15"),
    ("threat_to_arms", "Russian threat", "supply of arms", "-", "M15 M09"),
    ("advance_to_arms", "an advance that is not stemmed", "supply of arms", "+", "M09"),
    ("arms_to_legality", "supply of arms", "lawful countermeasures", "0", "M10"),
    ("arms_to_reaction", "supply of arms", "risk of a reaction", "+", "M09"),
    ("threat_to_article_4", "threat perceived", "consultations under Article 4", "+", "M02 M04"),
    (
        "article_4_to_measures",
        "consultations under Article 4",
        "measures of the alliance",
        "+",
        "M02",
    ),
    ("summit_to_sanctions", "summit", "sanctions", "+", "M28"),
    (
        "attack_to_involvement",
        "attack on allied territory",
        "involvement of the alliance",
        "+",
        "M27",
    ),
    ("hypersonic_to_anger", "hypersonic strikes near the border", "anger in the West", "+", "M29"),
    (
        "hypersonic_to_clash",
        "hypersonic strikes near the border",
        "direct confrontation",
        "+",
        "M29",
    ),
    ("stock_to_hypersonic", "a low stock of regular missiles", "hypersonic strikes", "+", "M30"),
    (
        "strike_to_war_treatment",
        "another hypersonic strike after a marker",
        "treatment as a declaration of war",
        "+",
        "M31",
    ),
    ("marker_to_hypersonic", "public marker", "hypersonic strikes", "-", "M31"),
    ("risk_to_restraint", "risk of direct war", "intervention of the alliance", "-", "M32"),
    ("arms_to_length", "supply of arms", "duration of the war", "+", "M33"),
    ("outreach_to_accident", "diplomatic outreach", "inadvertent war", "-", "M34"),
    (
        "precedents_to_trust",
        "precedents of force",
        "trust in a defensive declaration",
        "-",
        "M36 M07",
    ),
    (
        "guarantees_to_boldness",
        "guarantees of 1939 that were broken",
        "bolder proposals of Poland",
        "+",
        "M37",
    ),
    ("proposal_to_condemnation", "proposal of peacekeepers", "condemnation by Russia", "+", "M25"),
    ("onward_to_strain", "people who move on", "strain of the hosts", "-", "M18"),
    ("returns_to_strain", "people who go back", "strain of the hosts", "-", "M18"),
    ("stalemate_to_flight", "stalemate", "flow of refugees", "-", "M17"),
    (
        "restraint_to_confrontation",
        "restraint after an incident",
        "direct confrontation",
        "-",
        "M24 M35",
    ),
    ("talks_to_fighting", "talks", "intensity of the war", "-", "M34"),
    ("siege_to_flight", "sieges", "flow of refugees", "-", "M17"),
)
"""Of each link its id, cause, effect, sign and mechanisms; the last six are in no article."""

LEFT_OUT = 6


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return offramp.load("ukraine-2022")


def test_the_39_mechanisms_stand_in_order(scenario: Scenario) -> None:
    assert list(scenario.mechanisms) == [f"M{number:02d}" for number in range(1, 40)]


def test_the_42_links_are_those_that_are_claimed(scenario: Scenario) -> None:
    found = [
        (key, link.cause, link.effect, link.sign, " ".join(link.mechanisms))
        for key, link in scenario.links.items()
    ]
    assert found == list(LINKS)
    assert {name for link in scenario.links.values() for name in link.mechanisms} <= set(
        scenario.mechanisms
    )


def test_every_claim_says_whose_it_is(scenario: Scenario) -> None:
    claims: list[Mechanism | Link] = [*scenario.mechanisms.values(), *scenario.links.values()]
    for claim in claims:
        assert claim.claimed_by, claim
        assert claim.certainty, claim
    outside = [key for key, link in scenario.links.items() if "not in the" in link.claimed_by]
    assert outside == [link[0] for link in LINKS[-LEFT_OUT:]]


def test_every_mechanism_says_beforehand_what_it_expects(scenario: Scenario) -> None:
    known = yardsticks(scenario)
    for key, mechanism in scenario.mechanisms.items():
        assert mechanism.expected, key
        assert set(mechanism.expected) <= set(known), key


def test_every_link_changes_its_cause_and_reads_an_indicator(scenario: Scenario) -> None:
    known = yardsticks(scenario)
    for key, link in scenario.links.items():
        assert link.less or link.more, key
        assert link.reads in known, key


@pytest.mark.parametrize("number", range(1, 40))
def test_switching_a_mechanism_off_changes_something(scenario: Scenario, number: int) -> None:
    mechanism = scenario.mechanisms[f"M{number:02d}"]
    assert changes(scenario, mechanism)


def changes(scenario: Scenario, mechanism: Mechanism) -> list[str]:
    """Return what the overlay that switches a mechanism off changes."""
    off: dict[str, Any] = dict(mechanism.off)
    found = [item for item in off.pop("disable", ()) if stands(scenario, item)]
    numbers = off.pop("quantities", {})
    found += [key for key, given in numbers.items() if differs(scenario.quantities[key], given)]
    for section, items in off.items():
        there = getattr(scenario, section)
        for key, given in items.items():
            item = getattr(there, key) if section == "ladder" else there[key]
            found += [
                f"{section}.{key}.{field}"
                for field, value in given.items()
                if (item[field] if isinstance(item, dict) else getattr(item, field)) != value
            ]
    return found


def stands(scenario: Scenario, path: str) -> bool:
    """Return whether an item, or one that was written out of it, is there and switched on."""
    section, _, name = path.partition(".")
    items = getattr(scenario, section)
    keys = [name] if name in items else [key for key in items if key.startswith(f"{name}.")]
    return any(not items[key].disabled for key in keys)


def differs(quantity: Quantity, given: dict[str, Any]) -> bool:
    """Return whether a number laid over a quantity is another one."""
    pairs = [(quantity, given), *((quantity.at(k), v) for k, v in given.get("each", {}).items())]
    return any(
        form in new and getattr(old, form) != new[form]
        for old, new in pairs
        for form in DISTRIBUTIONS
    )


def test_orders_stand_ready_and_are_switched_off(scenario: Scenario) -> None:
    assert scenario.orders
    assert all(order.disabled for order in scenario.orders.values())


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_overlay_loads_and_says_what_it_assumes(name: str) -> None:
    text = (FOLDER / "overlays" / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("about: ")
    offramp.load("ukraine-2022", overlays=[name])


def test_authors_readings_and_experts_are_among_the_overlays() -> None:
    wanted = {"d1", "bryza", "simons", "kotlikoff", "pentagon"}
    experts = [name for name in OVERLAYS if name.startswith("experts-")]
    assert wanted <= set(OVERLAYS)
    assert len(experts) >= 3


def test_no_number_rests_on_the_two_articles_alone(scenario: Scenario) -> None:
    for key, quantity in scenario.quantities.items():
        for given in (quantity, *quantity.each.values()):
            assert given.source not in {"d1_article", "d2_article"}, key
