"""The synthetic scenario once more, in Mesa: what a future costs where every actor is an object.

    uv run --group benchmarks python benchmarks/mesa_twin.py [FUTURES]

The twin keeps the rules of `synthetic.py` that make the work: fighting at 34 origins, people who
leave for 8 hosts or stay inside, 20 actors that weigh 15 measures each, 40 contacts, 40 pairs on a
ladder, 160 conditions and 40 red lines, day by day. It keeps less than Offramp does: no causes, no
levels learned from counts, no visits, no record day by day; so the ratio of costs flatters it. It
draws other numbers, so it is compared in means: `means` says how many events of each kind and
people abroad a future has, and `table.py` prints them beside those of Offramp.
"""

import sys
from collections import Counter
from math import asin, cos, exp, expm1, log, pi, radians, sin, sqrt
from time import process_time

import mesa
import numpy as np
from synthetic import ACTORS, CONDITIONS, CROSSINGS, DAYS, DYADS, HOSTS, MEASURES, ORIGINS

EARTH_KM = 6371.0
PEOPLE = 500_000
WARNING, INCIDENT, CLASH = 1, 3, 4


def place(radius: float, share: float) -> tuple[float, float]:
    """Return latitude and longitude on a ring."""
    return radius * sin(2 * pi * share), radius * cos(2 * pi * share)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points (km)."""
    half_lat, half_lon = radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2
    h = sin(half_lat) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


class Origin(mesa.Agent):
    """A place people leave."""

    def __init__(self, model: "Twin", number: int) -> None:
        super().__init__(model)
        self.number = number
        self.at = place(2.0, (number + 0.2) / ORIGINS)
        self.phase = 0.1 + 0.6 * (number % 7) / 6
        self.fighting, self.air, self.access = self.phase, 0.4, 1.0
        self.home, self.inside, self.trapped = PEOPLE, 0, 0
        self.surge = 0.0
        crossing = number * CROSSINGS // ORIGINS
        ways = [km(self.at, place(6.0, (h + 0.6) / HOSTS)) for h in range(HOSTS)]
        self.ways = np.exp(-0.003 * np.array(ways)) + 1e-12
        self.days = [1 + int(way / 150) for way in ways]
        self.crossing = crossing

    def fight(self, shock: float) -> None:
        """Let fighting revert to its phase with noise, and close or open the way out."""
        draw = self.model.draw
        spread = 2 * sqrt(self.fighting * (1 - self.fighting))
        noise = 0.03 * draw.standard_normal() + 0.02 * shock
        moved = self.fighting + 0.1 * (self.phase - self.fighting) + spread * noise
        self.fighting = min(max(moved, 0.0), 1.0)
        spread = 2 * sqrt(self.air * (1 - self.air))
        moved = self.air + 0.1 * (0.4 - self.air) + spread * 0.03 * draw.standard_normal()
        self.air = min(max(moved, 0.0), 1.0)
        turn = -0.5 if self.fighting > 0.5 else 0.5
        after = self.access + turn
        if 0 <= after <= 1 and draw.random() < -expm1(-0.02):
            self.access = after
            self.model.happened("siege" if turn < 0 else "relief")

    def leave(self) -> None:
        """Let some of those at home leave, for a host or for another place inside."""
        model, draw = self.model, self.model.draw
        pressure = self.fighting + 0.5 * self.air + self.surge
        stay = exp(-model.departure_share * pressure)
        missing = max(self.home - stay * PEOPLE, 0.0)
        eager = min(missing / max((1 - stay) * PEOPLE, 1.0), 1.0) ** 0.3
        rate = model.departure_rate * eager * missing / max(self.home, 1)
        out = 1.0 if self.access >= 1 else (0.5 if self.access > 0 else 0.05)
        wish = draw.binomial(self.home, -expm1(-rate))
        gone = draw.binomial(wish, out)
        self.home -= wish
        self.trapped += wish - gone
        freed = draw.binomial(self.trapped, -expm1(-0.2 * self.access))
        calm = draw.binomial(freed, stay)
        self.trapped -= freed
        self.home += calm
        again = draw.binomial(self.inside, -expm1(-0.015 * (1 - stay) * out))
        self.inside -= again
        leaving = gone + freed - calm + again
        abroad = exp(model.abroad_preference) * self.ways
        away = draw.binomial(leaving, abroad.sum() / (abroad.sum() + model.pull_inside))
        for host, count in enumerate(draw.multinomial(away, abroad / abroad.sum())):
            if count:
                model.road[(model.day + self.days[host]) % len(model.road)][host] += count
        for target, count in zip(
            model.origins, draw.multinomial(leaving - away, model.safe), strict=True
        ):
            target.inside += int(count)


class Host(mesa.Agent):
    """A country that receives people."""

    def __init__(self, model: "Twin", number: int) -> None:
        super().__init__(model)
        self.number, self.hosted, self.waiting = number, 0, 0
        self.inflow = self.strain = 0.0

    def receive(self) -> None:
        """Let people across the border, some of them home, and count the strain."""
        model = self.model
        due = model.road[model.day % len(model.road)]
        self.waiting += due[self.number]
        due[self.number] = 0
        came = min(self.waiting, 20_000)
        self.waiting -= came
        self.hosted += came
        onward = model.draw.binomial(self.hosted, -expm1(-0.01))
        back = model.draw.binomial(self.hosted - onward, -expm1(-0.002 * model.calm))
        self.hosted -= onward + back
        model.onward += onward
        for target, count in zip(
            model.origins, model.draw.multinomial(back, [1 / ORIGINS] * ORIGINS), strict=True
        ):
            target.home += int(count)
        self.inflow += (came - self.inflow) / 7
        self.strain = max(self.inflow / 5000, self.hosted / 100_000)


class Measure:
    """What an actor may do."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.origin, self.pair, self.host = number % ORIGINS, number % DYADS, number % HOSTS
        self.duration, self.cooling = 6 + number % 9, 10 + number % 11
        self.in_force, self.until, self.since = False, 0, -1000
        self.acts = number % 5 == 0


class Actor(mesa.Agent):
    """Who weighs measures and takes one, or waits."""

    def __init__(self, model: "Twin", number: int) -> None:
        super().__init__(model)
        at = place(8.0, number / ACTORS)
        self.near = [exp(-km(at, origin.at) / 300) for origin in model.origins]
        self.measures = [Measure(number * MEASURES + k) for k in range(MEASURES)]
        self.pairs: list[Pair] = []
        self.threat = 0.0

    def perceive(self) -> None:
        """Set the perceived threat."""
        heard = sum(o.fighting * n for o, n in zip(self.model.origins, self.near, strict=True))
        self.threat = heard + 0.5 * max(pair.rung for pair in self.pairs) / CLASH

    def decide(self) -> None:
        """At an opportunity, choose among the open measures by a logit."""
        model = self.model
        for measure in self.measures:
            if measure.in_force and model.day >= measure.until:
                measure.in_force = False
                model.happened("ended")
                if measure.acts:
                    model.origins[measure.origin].surge -= 0.02
        if model.draw.random() >= -expm1(-0.05):
            return
        worths, options = [0.0], [None]
        for measure in self.measures:
            if measure.in_force or model.day < measure.since + measure.cooling:
                continue
            if self.is_open(measure):
                worths.append(self.worth(measure))
                options.append(measure)
        weights = np.exp(np.array(worths) - max(worths))
        chosen = options[model.draw.choice(len(options), p=weights / weights.sum())]
        if chosen is not None:
            self.take(chosen)

    def is_open(self, measure: Measure) -> bool:
        """Return whether the condition of a measure holds."""
        if measure.number % 3:
            return self.model.origins[measure.origin].fighting > self.model.low_bar
        return self.model.ever[measure.number % 100]

    def worth(self, measure: Measure) -> float:
        """Return what a measure is worth, less the risk of the red lines that it crosses."""
        model = self.model
        worth = self.threat - model.effort
        worth += model.worth * model.origins[measure.origin].fighting
        worth -= model.pairs[measure.pair].rung / model.high_bar
        worth += model.worth * model.hosts[measure.host].strain
        for line in model.lines_on.get(measure.number, ()):
            if line.pair.rung >= 1:
                worth -= line.credence
        return worth

    def take(self, measure: Measure) -> None:
        """Put a measure in force."""
        model = self.model
        model.happened("adopted")
        model.happened("in_force")
        measure.in_force, measure.since = True, model.day
        measure.until = model.day + measure.duration
        if measure.acts:
            model.origins[measure.origin].surge += 0.02
            model.pairs[measure.pair].raised = WARNING


class Pair(mesa.Agent):
    """Two actors that meet, and the rung on which they stand."""

    def __init__(self, model: "Twin", number: int, first: Actor, second: Actor) -> None:
        super().__init__(model)
        self.number, self.rung, self.raised, self.quiet = number, 0, 0, 0
        self.incidents = 0
        self.lethal = model.draw.beta(2, 8)
        first.pairs.append(self)
        second.pairs.append(self)

    def meet(self) -> None:
        """Draw incidents, and move on the ladder."""
        model, draw = self.model, self.model.draw
        count = draw.poisson(model.meeting_rate * model.origins[self.number % ORIGINS].fighting)
        lethal = False
        if count:
            self.incidents += 1
            lethal = draw.random() < 1 - (1 - self.lethal) ** count
            model.happened("lethal" if lethal else "incident")
            if lethal:
                self.raised = max(self.raised, INCIDENT)
        if self.raised:
            self.quiet = model.day
        self.climb(self.raised)
        self.raised = 0
        if lethal or self.rung >= CLASH:
            self.quiet = model.day
            reply = draw.choice(3, p=model.reply)
            if reply == 0:
                self.climb(self.rung + 1)
            elif reply == 2 and not lethal:
                self.fall()
        if model.day - self.quiet > 14:
            self.fall()
            self.quiet = model.day

    def climb(self, rung: int) -> None:
        """Reach a rung, if it is above."""
        if self.rung < min(rung, CLASH):
            self.rung = min(rung, CLASH)
            self.model.happened("rung_up")

    def fall(self) -> None:
        """Come down by a rung."""
        if self.rung:
            self.rung -= 1
            self.model.happened("rung_down")


class Condition(mesa.Agent):
    """Something that is noted on the day it becomes true."""

    def __init__(self, model: "Twin", number: int) -> None:
        super().__init__(model)
        self.number, self.held = number, False

    def watch(self) -> None:
        """Note it."""
        model, at = self.model, self.number
        origin, pair = model.origins[at % ORIGINS], model.pairs[at % DYADS]
        kind = at % 4
        if kind == 0:
            now = origin.fighting > model.low_bar and model.hosts[at % HOSTS].strain > model.low_bar
        elif kind == 1:
            now = origin.trapped > 1000 or model.trapped > 1000 * model.high_bar
        elif kind == 2:
            other = model.origins[(at + 7) % ORIGINS]
            now = pair.rung >= 1 and origin.fighting + other.fighting > model.high_bar
        else:
            now = pair.incidents > 1 or model.actors[at % ACTORS].threat > model.low_bar
        if now and not self.held:
            model.happened("threshold")
            model.ever[at] = True
        self.held = now


class RedLine(mesa.Agent):
    """What its holder says it will answer."""

    def __init__(self, model: "Twin", pair: Pair, holder: Actor, answer: int, asked: int) -> None:
        super().__init__(model)
        self.pair, self.holder, self.asked, self.held = pair, holder, asked, False
        self.answer = holder.measures[answer]
        self.credence = model.draw.beta(2, 2)
        self.due: int | None = None
        model.lines_on.setdefault(asked, []).append(self)

    def watch(self) -> None:
        """Answer, or not, a few days after it was crossed."""
        model = self.model
        now = model.measure(self.asked).in_force and self.pair.rung >= 1
        if now and not self.held:
            model.happened("crossed")
            self.due = model.day + 1 + int(model.draw.integers(3))
        self.held = now
        if self.due == model.day:
            answered = model.draw.random() < 1 / 3
            model.happened("answered" if answered else "unanswered")
            self.credence += 0.3 * (answered - self.credence)
            if answered and not self.answer.in_force:
                self.holder.take(self.answer)


class Twin(mesa.Model):
    """One future of the synthetic scenario."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed=seed)
        self.draw = np.random.default_rng(seed)
        self.day, self.onward, self.calm, self.pull_inside = 0, 0, 1.0, 1.0
        self.events: Counter[str] = Counter()
        self.ever = [False] * (CONDITIONS - DYADS)
        self.lines_on: dict[int, list[RedLine]] = {}
        self.road = [[0] * HOSTS for _ in range(16)]
        self._unknowns()
        self.origins = [Origin(self, k) for k in range(ORIGINS)]
        self.hosts = [Host(self, k) for k in range(HOSTS)]
        self.actors = [Actor(self, k) for k in range(ACTORS)]
        sides = [(k, (k + step) % ACTORS) for step in (1, 3) for k in range(ACTORS)][:DYADS]
        self.pairs = [
            Pair(self, at, self.actors[a], self.actors[b]) for at, (a, b) in enumerate(sides)
        ]
        for at in range(CONDITIONS - DYADS):
            Condition(self, at)
        for at, (one, other) in enumerate(sides):
            number = at % MEASURES
            asked = other * MEASURES + number
            RedLine(self, self.pairs[at], self.actors[one], number, asked)

    def _unknowns(self) -> None:
        draw = self.draw
        self.low_bar, self.high_bar = draw.uniform(0.2, 0.4), draw.uniform(1, 2)
        self.worth = draw.lognormal(0, log(1.5))
        self.effort = draw.uniform(0, 1)
        self.meeting_rate = 0.03 * draw.lognormal(0, log(1.5))
        self.departure_share = draw.lognormal(0, log(1.3))
        self.departure_rate = 0.08 * draw.lognormal(0, log(1.3))
        self.abroad_preference = draw.normal()
        weights = np.array([0.1, 0.5, 0.4]) * draw.lognormal(0, 1, 3)
        self.reply = weights / weights.sum()

    def happened(self, kind: str) -> None:
        """Count an event."""
        self.events[kind] += 1

    def measure(self, number: int) -> Measure:
        """Return a measure."""
        return self.actors[number // MEASURES].measures[number % MEASURES]

    def step(self) -> None:
        """Live a day."""
        by = self.agents_by_type
        by[Actor].do("perceive")
        by[Actor].do("decide")
        shock = self.draw.standard_normal()
        by[Origin].do("fight", shock)
        safe = np.array([exp(-2 * (origin.fighting + origin.air)) for origin in self.origins])
        self.safe, self.pull_inside = safe / safe.sum(), float(safe.mean())
        self.calm = float(np.mean([exp(-2 * (o.fighting + 0.5 * o.air)) for o in self.origins]))
        by[Origin].do("leave")
        by[Host].do("receive")
        self.trapped = sum(origin.trapped for origin in self.origins)
        by[Pair].do("meet")
        by[RedLine].do("watch")
        by[Condition].do("watch")
        self.day += 1

    def people(self) -> int:
        """Return the number of people, which never changes."""
        stay = sum(o.home + o.inside + o.trapped for o in self.origins)
        return (
            stay
            + self.onward
            + sum(h.hosted + h.waiting for h in self.hosts)
            + sum(sum(row) for row in self.road)
        )


def means(futures: int, days: int = DAYS) -> tuple[float, dict[str, float]]:
    """Return core seconds of a future, and what one has in the mean.

    Raises:
        ValueError: if people were lost.
    """
    events: Counter[str] = Counter()
    start = process_time()
    for seed in range(futures):
        twin = Twin(seed)
        for _ in range(days):
            twin.step()
        events.update(twin.events)
        events["abroad"] += twin.onward + sum(host.hosted for host in twin.hosts)
        if twin.people() != PEOPLE * ORIGINS:
            msg = "people were lost"
            raise ValueError(msg)
    cost = (process_time() - start) / futures
    return cost, {kind: count / futures for kind, count in events.most_common()}


if __name__ == "__main__":
    cost, found = means(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    print(f"{cost:.3f} core s a future; in the mean of a future:")
    for kind, count in found.items():
        print(f"  {kind:12}{count:14,.1f}")
