"""Flee's law one person at a time, in plain Python: slow, and plain enough to be read as the law.

It shares no code with the process. It reads a scenario in its own way and keeps a list of persons
in the order in which they were added, as Flee does.
"""

import bisect
import math
import random
from itertools import accumulate, pairwise
from typing import Any

from offramp.model.history import ClosureSeries, PhaseSeries, StockSeries
from offramp.model.scenario import Scenario

KM_OF_EARTH = 6373.0


class Link:
    """One direction of a route."""

    def __init__(self, start: "Spot", end: "Spot", km: float, speed: float) -> None:
        self.start, self.end, self.km, self.speed, self.closed = start, end, km, speed, False


class Spot:
    """A place."""

    def __init__(self, name: str, country: str, where: tuple[float, float]) -> None:
        self.name, self.country, self.where = name, country, where
        self.links: list[Link] = []
        self.shut: list[Link] = []
        self.count = 0
        self.population, self.capacity = 0, -1
        self.conflict, self.since = -1.0, -1
        self.chance, self.camp, self.bend, self.foreign = 1.0, False, False, False


class Person:
    """Where somebody is, and the places that are left of the way."""

    __slots__ = ("done", "link", "route", "spot", "today", "travelled")

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.link: Link | None = None
        self.route: tuple[str, ...] = ()
        self.done = self.today = 0.0
        self.travelled = 1
        spot.count += 1


class Flee:
    """One future of a scenario with the process `flee`.

    Args:
        scenario: whose quantities are all fixed.
        seed: of the future.
        wrong: multiplies every move chance, for tests of tests.
    """

    def __init__(self, scenario: Scenario, seed: int, wrong: float = 1.0) -> None:
        self.scenario, self.random, self.wrong = scenario, random.Random(seed), wrong
        self.q: Any = {k: v.value for k, v in scenario.quantities.items() if v.over is None}
        decay = scenario.quantities["flee_spawn_decay"]
        labels: Any = decay.over
        self.decays: list[Any] = [decay.at(label).value for label in labels]
        self.each = int(self.q["flee_people_per_agent"])
        self.spots: dict[str, Spot] = {}
        self.people: list[Person] = []
        self.time, self.debt = 0, 0
        self._places()
        self._links()
        self._series()
        if self.q["flee_insert_day0"]:
            for name in self.stocks:
                if name:
                    spot, first = self.spots[name], self._stock(name, 0)
                    self.people += [Person(spot) for _ in range(first)]
                    spot.capacity -= first

    def _places(self) -> None:
        q, capacity = self.q, self.scenario.quantities["capacity"]
        home = next(iter(self.scenario.places.values())).country
        for name, place in self.scenario.places.items():
            spot = self.spots[name] = Spot(name, place.country, (place.lat, place.lon))
            spot.foreign = place.country != home
            spot.bend = place.kind == "bend"
            spot.camp = place.kind == "host"
            spot.population = place.population // self.each
            if spot.camp:
                room: Any = capacity.at(name).value
                spot.capacity = int(room // self.each) if room >= 0 else -1
                inside = place.country == home
                spot.chance = q["flee_idpcamp_movechance" if inside else "flee_camp_movechance"]
            elif place.kind == "origin":
                spot.chance = q["flee_default_movechance"]
            spot.camp |= spot.chance < 0.005

    def _links(self) -> None:
        for route in self.scenario.routes.values():
            speed = route.max_speed or self.q["flee_max_move_speed"]
            one, two = self.spots[route.start], self.spots[route.end]
            one.links.append(Link(one, two, route.km, speed))
            two.links.append(Link(two, one, route.km, speed))

    def _series(self) -> None:
        self.stocks: dict[str, list[tuple[int, float]]] = {}
        self.phases: list[Any] = []
        self.closures: list[Any] = []
        day = self.scenario.day_of
        for series in self.scenario.series.values():
            given: Any = series.rows
            rows: list[Any] = [
                r
                for r in given
                if getattr(r, "known_at", None) is None or r.known_at <= self.scenario.as_of
            ]
            if isinstance(series, StockSeries):
                for row in rows:
                    persons = row.persons / self.each
                    self.stocks.setdefault(row.place, []).append((day(row.date), persons))
            elif isinstance(series, PhaseSeries):
                self.phases += rows
            elif isinstance(series, ClosureSeries):
                self.closures += rows

    def _stock(self, name: str, day: int) -> int:
        rows = self.stocks[name]
        if day <= rows[0][0]:
            return int(rows[0][1])
        for (day0, old), (day1, new) in pairwise(rows):
            if day < day1:
                return int(old + (day - day0) / (day1 - day0) * (new - old))
        return int(rows[-1][1])

    def _decay(self, spot: Spot, time: int) -> float:
        step = int((time - spot.since) / self.q["flee_spawn_decay_interval"])
        return float(self.decays[min(step, len(self.decays) - 1)])

    def _zones(self) -> None:
        changed, scale = False, self.q["flee_intensity_scale"]
        for phase in self.phases:
            if phase.end and self.scenario.day_of(phase.end) + 1 == self.time:
                spot, changed = self.spots[phase.place], True
                spot.chance, spot.conflict = self.q["flee_default_movechance"], -1.0
        for phase in self.phases:
            if self.scenario.day_of(phase.start) == self.time and phase.fighting > 0:
                spot, changed = self.spots[phase.place], True
                spot.chance, spot.conflict = (
                    self.q["flee_conflict_movechance"],
                    phase.fighting * scale,
                )
                spot.since = self.time
        time = self.time if changed else max(self.time - 1, 0)
        spots = [s for s in self.spots.values() if s.conflict > 0]
        self.sources = spots
        self.pull = [s.population * s.conflict * self._decay(s, time) for s in spots]

    def _spawn(self) -> None:
        names = [n for n in self.stocks if n] if self.q["flee_sum_from_camps"] else [""]
        new = sum(self._stock(n, self.time) for n in names)
        if self.time > 0:
            new -= sum(self._stock(n, self.time - 1) for n in names)
        new -= self.debt
        if self.time == 0 and self.q["flee_insert_day0"]:
            new = 0
        if new < 0:
            self.debt, new = -new, 0
        elif self.debt > 0:
            self.debt = 0
        if new:
            for spot in self.random.choices(self.sources, self.pull, k=new):
                self.people.append(Person(spot))
                if self.q["flee_take_from_population"]:
                    spot.population -= 1

    def _enact(self) -> None:
        for row in self.closures:
            for date, shut in ((row.closes, True), (row.reopens, False)):
                if date is None or self.scenario.day_of(date) != self.time:
                    continue
                if row.what == "border":
                    for one, two in ((row.first, row.second), (row.second, row.first)):
                        for spot in self.spots.values():
                            if spot.country == one:
                                self._turn(spot, shut, lambda e, two=two: e.country == two)
                elif row.what == "place":
                    centre = self.spots[row.first]
                    for link in list(centre.links if shut else centre.shut):
                        self._turn(link.end, shut, lambda e, centre=centre: e is centre)
                    self._turn(centre, shut, lambda e: True)
                elif row.what.startswith("camp"):
                    spot, inside = self.spots[row.first], row.what == "camp inside"
                    kind = "default" if shut else "idpcamp" if inside else "camp"
                    spot.chance = self.q[f"flee_{kind}_movechance"]
                    spot.camp, spot.conflict = not shut, -1.0
                    if not shut:
                        spot.bend = False

    def _turn(self, spot: Spot, shut: bool, picks) -> None:
        if shut:
            for link in [link for link in spot.links if picks(link.end)]:
                spot.links.remove(link)
                link.closed = True
                copy = Link(link.start, link.end, link.km, link.speed)
                spot.shut.append(copy)
        else:
            for link in [link for link in spot.shut if picks(link.end)]:
                spot.shut.remove(link)
                spot.links.append(link)

    def _score(self, spot: Spot) -> float:
        q, score = self.q, 1.0
        if spot.foreign:
            score *= q["flee_foreign_weight"]
        if spot.camp:
            score *= q["flee_camp_weight"]
        if spot.conflict > 0:
            score *= q["flee_conflict_weight"] ** (self._decay(spot, self.time) * spot.conflict)
        return score

    def _seen(self, spot: Spot, origin: Spot) -> float:
        q, base = self.q, self.scores[spot.name]
        if q["flee_stay_close_to_home"]:
            base /= max(1.0, km(spot.where, origin.where)) ** q["flee_home_distance_power"]
        if q["flee_use_pop"] and not spot.camp:
            base *= max(1, spot.population) ** q["flee_pop_power"]
        return base

    def cap(self, spot: Spot) -> float:
        """Return the factor for how full a place is."""
        room = spot.capacity * self.q["flee_capacity_scaling"]
        some = self.q["flee_capacity_buffer"] * room
        if room < 1 or spot.count <= some:
            return 1.0
        return 0.0 if spot.count >= room else 1.0 - (spot.count - some) / (room - some)

    def _ways(self, origin: Spot) -> list[tuple[float, Spot, tuple[str, ...]]]:
        """Return weight, last place and route of each candidate, but for capacity."""
        q, found = self.q, []

        def go(link: Link, km_before: float, route: tuple[str, ...], step: int) -> None:
            spot, far = link.end, km_before + link.km
            if spot.bend:
                step -= 1
            else:
                weight = (q["flee_weight_softening"] + self._seen(spot, origin)) / (
                    q["flee_distance_softening"] + far
                ) ** q["flee_distance_power"]
                found.append((weight, spot, (*route, spot.name)))
            if q["flee_awareness"] > step:
                for other in spot.links:
                    if other.end.name not in (origin.name, *route):
                        go(other, far, (*route, spot.name), step + 1)

        for link in origin.links:
            go(link, 0.0, (), 1)
        return found

    def _choose(self, origin: Spot) -> tuple[str, ...]:
        if origin.name not in self.known:
            ways = self._ways(origin)
            self.known[origin.name] = (ways, {w[1] for w in ways if w[1].capacity > 0}, None)
        ways, rooms, last = self.known[origin.name]
        if not ways:
            return ()
        caps = {spot: self.cap(spot) for spot in rooms}
        if last is None or last[0] != caps:
            power = self.q["flee_weight_power"]
            weights = [(w * caps.get(spot, 1.0)) ** power for w, spot, _ in ways]
            if self.q["flee_pruning"] > 1:
                least = max(weights) / self.q["flee_pruning"]
                weights = [w if w >= least else 0.0 for w in weights]
            if sum(weights) <= 0:
                weights = [1.0] * len(weights)
            last = (caps, list(accumulate(weights)))
            self.known[origin.name] = (ways, rooms, last)
        at = self.random.random() * last[1][-1]
        route: tuple[str, ...] = ways[min(bisect.bisect_right(last[1], at), len(ways) - 1)][2]
        return route

    def _evolve(self, person: Person) -> None:
        if person.link is not None:
            return
        spot, q = person.spot, self.q
        size = max(spot.population, spot.capacity) / q["flee_movechance_pop_base"]
        chance = self.wrong * spot.chance * size ** q["flee_movechance_pop_scale"]
        if not person.route and self.random.random() >= chance:
            return
        if not person.route:
            person.route = self._choose(spot)
        if not person.route:
            return
        for link in spot.links:
            if link.end.name == person.route[0]:
                last = self.spots[person.route[-1]]
                if last.camp and self.cap(last) < 0.5:
                    break
                person.route, person.link, person.done = person.route[1:], link, 0.0
                spot.count -= 1
                return
        person.route = ()

    def _travel(self, person: Person) -> None:
        link, q = person.link, self.q
        if link is None:
            return
        speed = link.speed
        if person.travelled == 1 and q["flee_start_on_foot"]:
            speed = q["flee_max_walk_speed"]
        person.done += speed
        person.today += speed
        if person.done <= link.km:
            return
        person.travelled += 1
        person.today += link.km - person.done
        person.link, person.spot = None, link.start if link.closed else link.end
        person.spot.count += 1
        if not link.closed and person.today < speed:
            self._evolve(person)
            self._travel(person)

    def step(self) -> None:
        """Live one day."""
        self._zones()
        self._spawn()
        self._enact()
        self.scores = {name: self._score(spot) for name, spot in self.spots.items()}
        self.known: dict[str, Any] = {}
        for person in self.people:
            self._evolve(person)
        for person in self.people:
            self._travel(person)
            person.today = 0.0
        self.time += 1

    def run(self, names: tuple[str, ...]) -> list[list[int]]:
        """Return for each day the persons in some places, and last all persons."""
        out = []
        for _ in range(self.scenario.days):
            self.step()
            out.append([*(self.spots[n].count for n in names), len(self.people)])
        return out


def km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as latitude and longitude."""
    a, b, c, d = (math.radians(x) for x in (*one, *two))
    s = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * KM_OF_EARTH * math.atan2(math.sqrt(s), math.sqrt(1 - s))
