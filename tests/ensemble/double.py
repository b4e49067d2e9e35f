"""A stand-in for the engine: futures that hang on seed and member only, made up in an instant."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from offramp.engine.block import Block, EventTable
from offramp.engine.layout import Layout
from offramp.model.scenario import Scenario
from offramp.model.variables import VARIABLES
from offramp.results.premise import Premise

START = date(2030, 3, 1)
AS_OF = date(2030, 3, 10)
DAYS = 40
LAST_OBSERVED = 30
ROUGH = {"value": 0.5, "unit": "1", "source": "judgement", "basis": "made up"}


def quantity(**given):
    return ROUGH | given


def crossings():
    """Observed crossings of both hosts: 1,000 a day into AAA, 100 into BBB, for 31 days."""
    return [
        {
            "date": START + timedelta(days=day),
            "place": place,
            "persons": persons,
            "known_at": START + timedelta(days=day),
        }
        for day in range(LAST_OBSERVED + 1)
        for place, persons in (("AAA", 1000), ("BBB", 100))
    ]


def place(kind, name, **given):
    return {"name": name, "kind": kind, "country": "AAA", "lat": 0, "lon": 0, **given}


SECTIONS = {
    "id": "ardenia",
    "title": "A made-up crisis",
    "start": START,
    "days": DAYS,
    "as_of": AS_OF,
    "limits": "All of it is made up.",
    "sources": {"almanac": {"title": "Almanac", "grade": "C3", "verified": "read"}},
    "quantities": {"pain": quantity(), "load": quantity(uniform=[0, 1], value=None)},
    "actors": {
        "AAA": {"label": "Ardenia", "home": "AAA"},
        "BBB": {"label": "Borvia", "home": "BBB"},
        "CCC": {"label": "Corland"},
    },
    "places": {
        "west": place("origin", "the West", population=1_000_000),
        "east": place("origin", "the East", population=500_000),
        "AAA": place("host", "Ardenia"),
        "BBB": place("host", "Borvia"),
        "far": place("onward", "Farland"),
    },
    "treaties": {"pact": {"title": "Pact of Ardenport", "parties": ["AAA", "BBB"]}},
    "provisions": {
        "talks": {
            "treaty": "pact",
            "article": "Article 4",
            "trigger": "ever.invasion",
            "consequence": "CONSULT",
            "text": "Parties consult when one of them feels threatened.",
        }
    },
    "procedures": {"all": {"rule": "consensus", "members": ["AAA", "BBB"]}},
    "measures": {
        "consult": {
            "label": "consultation",
            "by": "AAA",
            "procedure": "all",
            "provision": "talks",
            "source": "almanac",
        },
        "zone": {
            "label": "buffer zone",
            "by": "BBB",
            "source": "judgement",
            "basis": "as the story goes",
        },
    },
    "red_lines": {
        "no_zone": {
            "label": "no troops in the East",
            "holder": "CCC",
            "when": "in_force.zone",
            "credence": quantity(),
            "learning": quantity(),
            "loss": quantity(),
            "responses": {"zone": quantity(), "none": quantity()},
            "doubt": quantity(),
            "delay": quantity(unit="day"),
        }
    },
    "contacts": {
        "patrols": {
            "label": "patrols meet",
            "dyad": "AAA_CCC",
            "place": "east",
            "rates": {"inadvertent": "0", "deliberate": "0"},
            "lethal": quantity(),
            "rung": "clash",
        }
    },
    "thresholds": {
        "strained": {
            "when": "strain.AAA > pain",
            "actor": "AAA",
            "place": "AAA",
            "text": "reception strain in Ardenia passed one half",
            "source": "judgement",
            "basis": "half of what is there",
        }
    },
    "ladder": {
        "rungs": {
            "calm": {"level": 0},
            "clash": {"level": 1, "label": "Clash"},
            "war": {"level": 2, "label": "War", "hazard": True},
        },
        "dyads": {"AAA_CCC": {"first": "AAA", "second": "CCC", "label": "Ardenia and Corland"}},
        "exchange": "clash",
        "reply": {"up": quantity(), "stay": quantity(), "down": quantity()},
        "doubt": quantity(),
        "quiet": quantity(unit="day"),
    },
    "outcomes": {
        "end": {
            "label": "How does it end?",
            "cases": [
                {
                    "id": "war",
                    "label": "in war",
                    "when": "rung.AAA_CCC > 1",
                    "observed": False,
                    "assumption": "replies as in the past",
                    "hazard": "AAA_CCC.war",
                },
                {"id": "clash", "label": "in a clash", "when": "ever.patrols"},
                {"id": "quiet", "label": "quietly", "otherwise": True},
            ],
        }
    },
    "series": {
        "counts": {
            "gives": "crossings",
            "file": "series/counts.csv",
            "error": quantity(),
            "rows": crossings(),
        }
    },
    "events": {
        "invasion": {
            "date": START,
            "known_at": START,
            "actor": "CCC",
            "text": "Corland invades Ardenia.",
            "verified": True,
            "source": "almanac",
        },
        "call": {
            "date": START + timedelta(days=1),
            "known_at": START + timedelta(days=1),
            "actor": "AAA",
            "measure": "consult",
            "stage": "in_force",
            "text": "Ardenia asks for consultations.",
            "verified": True,
            "source": "almanac",
        },
    },
}


def made_up_scenario(**sections) -> Scenario:
    return Scenario.model_validate(SECTIONS | sections)


def premise(scenario: Scenario | None = None) -> Premise:
    return Premise(
        scenario=scenario or made_up_scenario(),
        hash="0" * 64,
        where=lambda path: f"{path.partition('.')[0]}.yaml:{len(path)}",
        save=lambda folder: folder.joinpath("scenario.yaml").touch(),
    )


@dataclass
class Log:
    """Events of one member, written down one by one."""

    layout: Layout
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, day, kind, item, rule, causes=(), inputs=(), **more) -> int:
        self.rows.append(
            {"day": day, "kind": kind, "item": item, "rule": rule}
            | {"actor": "", "target": "", "place": "", "magnitude": np.nan}
            | more
            | {"causes": list(causes), "inputs": list(inputs)}
        )
        return len(self.rows) - 1


def history(log: Log) -> int:
    """Write down what every future shares; return the number of its last event."""
    invasion = log.add(0, "observed", "invasion", "events.invasion", actor="CCC")
    finding = log.add(0, "finding", "talks", "provisions.talks", [invasion], target="met")
    return log.add(1, "in_force", "consult", "events.call", [invasion, finding], actor="AAA")


def future(log: Log, call: int, random: np.random.Generator) -> int:
    """Write down one future; return the index of the case that holds in the end."""
    answer, behind = 2, []
    for day in range(12, DAYS):
        if random.random() < 0.02:
            value = random.random()
            behind.append(
                log.add(
                    day, "threshold", "strained", "thresholds.strained",
                    inputs=[("strain.AAA", value)], actor="AAA", place="AAA",
                )
            )  # fmt: skip
        if behind and random.random() < 0.03:
            choice = log.add(
                day, "proposed", "zone", "measures.zone", [behind[-1], call],
                [("relief", 1.25), ("risk", -0.5)], actor="BBB",
            )  # fmt: skip
            votes = [("AAA", random.normal()), ("BBB", random.normal())]
            yes = all(vote > 0 for _, vote in votes)
            kind = "adopted" if yes else "rejected"
            decided = log.add(day, kind, "zone", "procedures.all", [choice], votes, actor="BBB")
            if yes:
                behind.append(
                    log.add(day, "in_force", "zone", "measures.zone", [decided], actor="BBB")
                )
        if random.random() < 0.01:
            intent = ["inadvertent", "deliberate"][random.integers(2)]
            pair = {"actor": "AAA", "target": "CCC"}
            lethal = log.add(
                day, "lethal", "patrols", "contacts.patrols", behind[-1:],
                [(intent, 1.0), ("pain", 0.5)], place="east", magnitude=1.0, **pair,
            )  # fmt: skip
            log.add(day, "rung_up", "clash", "ladder.rungs.clash", [lethal], magnitude=1.0, **pair)
            answer = 1
            if random.random() < 0.1:
                log.add(day, "rung_up", "war", "ladder.rungs.war", [lethal], magnitude=2.0, **pair)
                answer = 0
    last = [len(log.rows) - 1] if answer < 2 else []
    case = ("war", "clash", "quiet")[answer]
    log.add(DAYS - 1, "outcome", "end", "outcomes.end", last, target=case)
    return answer


class Double:
    """Runs as an engine does; `pause` seconds a block, and words in an order of its own."""

    def __init__(self, scenario: Scenario | None = None, pause: float = 0.0) -> None:
        self.layout = Layout(scenario or made_up_scenario())
        self.pause = pause
        self.blocks: list[int] = []

    def run(self, members, seed, days=None):
        self.blocks.append(len(members))
        time.sleep(self.pause)
        for word in np.random.default_rng(len(self.blocks)).permutation(
            ["zone", "CCC", "strained", "rung_up", f"block {len(self.blocks)}"]
        ):
            self.layout.names.code(str(word))  # codes hang on which block came when
        days = DAYS if days is None else days
        chance = [np.random.default_rng([seed, int(member)]) for member in members]
        series = {
            variable.name: np.stack(
                [self.one(variable, random, days) for random in chance]
            )
            for variable in VARIABLES
            if variable.recorded
        }  # fmt: skip
        series["arrivals_total"] = np.cumsum(series["arrivals"], axis=1, dtype=np.int32)
        series["strain"][:, :, 1] = np.nan  # BBB is not assessed
        logs, answers = [], []
        for random in chance:
            log = Log(self.layout)
            answers.append(future(log, history(log), random))
            logs.append([row for row in log.rows if row["day"] < days])
        hazard = np.zeros((len(members), 1, 3))
        hazard[:, 0, 2] = [random.gamma(1, 0.05) for random in chance]
        columns = len(self.layout.column_names)
        return Block(
            members=members,
            series=series,
            events=table(self.layout, members, logs),
            outcomes={"end": np.array(answers, np.int8)},
            hazard=hazard,
            parameters=np.stack([0.4 + 0.2 * random.random(columns) for random in chance]),
        )

    def one(self, variable, random, days):
        shape = (days, self.layout.width(variable.over))
        if variable.whole:
            return random.poisson(800, shape).astype(np.int32)
        if variable.name == "arrivals_expected":
            return np.tile(np.array([1100, 90], np.float32), (days, 1))
        return (random.random(shape) * (1 + np.arange(days) / 20)[:, None]).astype(np.float32)


def table(layout, members, logs):
    """Return the events of some members as the engine would."""
    code = layout.names.code
    rows = [row for log in logs for row in log]
    lengths = [len(log) for log in logs]
    words = {
        name: np.array([code(row[name]) for row in rows], np.int32)
        for name in ("kind", "item", "actor", "target", "place", "rule")
    }
    causes = [row["causes"] for row in rows]
    inputs = [row["inputs"] for row in rows]
    return EventTable(
        member=np.repeat(members, lengths),
        event=np.concatenate([np.arange(length) for length in lengths]).astype(np.int32),
        day=np.array([row["day"] for row in rows], np.int32),
        magnitude=np.array([row["magnitude"] for row in rows], np.float64),
        causes=np.array([cause for own in causes for cause in own], np.int32),
        causes_start=np.cumsum([0, *map(len, causes)]),
        inputs=np.array([value for own in inputs for _, value in own], np.float64),
        input_names=np.array([code(name) for own in inputs for name, _ in own], np.int32),
        inputs_start=np.cumsum([0, *map(len, inputs)]),
        **words,
    )


def run_double(
    path: Path | None,
    members=(0, 300),
    scenario=None,
    engine=None,
    progress=None,
    keep="sample",
    resume=False,
    **plan,
):
    """Run the double and return the run."""
    from offramp.ensemble.plan import Plan
    from offramp.ensemble.runner import run_ensemble

    scenario = scenario or made_up_scenario()
    return run_ensemble(
        lambda: engine or Double(scenario),
        premise(scenario),
        Plan(first=members[0], stop=members[1], **plan),
        out=path,
        keep=keep,
        progress=progress,
        resume=resume,
    )
