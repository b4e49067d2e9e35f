"""A tiny crisis as files, of which every answer is known exactly, and ways to ask it."""

import json
from pathlib import Path
from typing import Any

from offramp.engine.engine import Engine
from offramp.ensemble.asking import Asking
from offramp.ensemble.kept import Kept
from offramp.ensemble.plan import Plan
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading, read_scenario
from tests.small_crisis import POLITICS, crisis, number

DAYS = 20

INDICATORS: dict[str, Any] = {
    "pain": {"label": "pain in all", "value": "pain", "take": "total", "better": "low"},
    "luck": {"value": "luck"},
    "pick": {"value": "first if take_first > 0 else second"},
    "loss": {"value": "loss", "unit": "person"},
}
MECHANISMS: dict[str, Any] = {
    "hurt": {"off": {"quantities": {"pain": {"value": 0}}}, "expected": {"pain": "down"}},
    "heal": {"off": {"quantities": {"pain": {"value": 2}}}, "expected": {"pain": "down"}},
    "idle": {"off": {"quantities": {"spare": {"value": 2}}}, "expected": {"pain": "down"}},
    "chance": {"off": {"quantities": {"take_first": {"value": 0}}}, "expected": {"pick": "up"}},
    "both": {
        "off": {"quantities": {"pain": {"value": 0}, "take_first": {"value": 0}}},
        "expected": {"pain": "down", "pick": "up"},
    },
}
LINKS: dict[str, Any] = {
    "up": {"sign": "+", "more": {"quantities": {"pain": {"value": 2}}}, "reads": "pain"},
    "against": {"sign": "-", "more": {"quantities": {"pain": {"value": 2}}}, "reads": "pain"},
    "coin": {"sign": "+", "more": {"quantities": {"take_first": {"value": 0}}}, "reads": "pick"},
    "unknown": {"sign": "?", "more": {"quantities": {"pain": {"value": 2}}}, "reads": "pain"},
    "none": {"sign": "0", "more": {"quantities": {"spare": {"value": 2}}}, "reads": "pain"},
}


def small(folder: Path, **changes: Any) -> Reading:
    """Write the crisis as one file, and read it."""
    drawn = {"unit": "1", "source": "judgement", "basis": "made up for a test"}
    mechanism = {"title": "It", "claim": "It does.", "claimed_by": "us", "items": []}
    link = {"cause": "more", "effect": "pain", "claimed_by": "us", "mechanisms": ["hurt"]}
    said: dict[str, Any] = {
        "days": DAYS,
        "quantities": {
            **crisis().model_dump(mode="json", exclude_defaults=True)["quantities"],
            "pain": number(1),
            "spare": number(1),
            "take_first": number(1),
            "luck": drawn | {"normal": [0, 1]},
            "first": drawn | {"normal": [0, 1]},
            "second": drawn | {"normal": [0, 1]},
            "loss": drawn | {"lognormal": [1000, 2], "unit": "person"},
        },
        "measures": {
            "warn": {"by": "AAA", "utility": {"worth": "worth"}},
            "help": {
                "by": "AAA",
                "when": "day < 0",
                "utility": {"worth": "worth"},
                "label": "help",
                "lead_time": number(0, "day"),
                "effects": [{"on": "pain", "times": number(0)}],
            },
        },
        "outcomes": {
            "end": {
                "label": "How does it end?",
                "cases": [
                    {
                        "id": "war",
                        "label": "in war",
                        "when": "rung.AAA_BBB > 2",
                        "observed": False,
                        "assumption": "replies as made up",
                        "hazard": "AAA_BBB.war",
                    },
                    {"id": "warned", "label": "with a warning", "when": "ever.warn"},
                    {"id": "quiet", "label": "quietly", "otherwise": True},
                ],
            }
        },
        "indicators": INDICATORS,
        "mechanisms": {name: mechanism | one for name, one in MECHANISMS.items()},
        "links": {name: link | one for name, one in LINKS.items()},
    }
    scenario = crisis(**(said | changes))
    text = scenario.model_dump_json(by_alias=True, exclude_defaults=True)
    path = folder / "small.yaml"
    path.write_text(json.dumps(json.loads(text), indent=1), encoding="utf-8")
    return read_scenario(path)


class Engines:
    """Makes engines and counts them."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, scenario: Scenario) -> Engine:
        self.made += 1
        return Engine(scenario, POLITICS)


def asking(
    members: int = 40, seed: int = 1, out: Path | None = None, engines: Any = None, **given: Any
) -> Asking:
    """Return what asks, of so many futures."""
    plan = Plan(0, members, seed, None, 1, 64)
    return Asking(engines or Engines(), plan, Kept(out) if out else None, **given)
