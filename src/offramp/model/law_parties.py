"""Who is bound by a provision on a day, who may invoke it, and to whom it speaks."""

from dataclasses import dataclass
from datetime import date, timedelta

from offramp.model.law import Consequence, Provision, Treaty
from offramp.model.scenario import Scenario

ONE_DAY = timedelta(days=1)


def all_in(scenario: Scenario, actor: str) -> frozenset[str]:
    """Return an actor with everybody who belongs to it, directly or by way of others."""
    found: set[str] = set()
    ahead = [actor]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            known = scenario.actors.get(name)
            ahead += known.members if known else ()
    return frozenset(found)


def states_in(scenario: Scenario, actor: str) -> frozenset[str]:
    """Return the states that make up an actor; itself where nobody belongs to it."""
    return frozenset(
        name
        for name in all_in(scenario, actor)
        if name not in scenario.actors or not scenario.actors[name].members
    )


@dataclass(frozen=True)
class Group:
    """Some of those that law may speak of; everybody where `names` is None."""

    scenario: Scenario
    names: frozenset[str] | None

    def has_any(self, actor: str) -> bool:
        """Return whether an actor, or anybody who belongs to it, is among them."""
        if self.names is None or actor in self.names:
            return True
        return not self.names.isdisjoint(all_in(self.scenario, actor))

    def has_all(self, actor: str) -> bool:
        """Return whether an actor is among them, or all the states that make it up are."""
        if self.names is None or actor in self.names:
            return True
        return states_in(self.scenario, actor) <= self.names


def treaty_of(scenario: Scenario, provision: Provision) -> Treaty | None:
    """Return the treaty of a provision, or None if it is not defined."""
    return scenario.treaties.get(provision.treaty)


def not_in_force(scenario: Scenario, key: str, on: date) -> str:
    """Return why a provision is not in force on a day; nothing if it is."""
    provision = scenario.provisions[key]
    treaty = treaty_of(scenario, provision)
    if provision.disabled or treaty is None or treaty.disabled:
        return "it is switched off"
    since = max(filter(None, (treaty.in_force, provision.in_force)), default=None)
    if since is not None and on < since:
        return f"it is in force only from {since}"
    if provision.until is not None and on > provision.until:
        return f"it was in force only until {provision.until}"
    return ""


def parties_on(scenario: Scenario, key: str, on: date) -> Group:
    """Return whom a provision binds on a day."""
    treaty = treaty_of(scenario, scenario.provisions[key])
    if treaty is None or not (treaty.parties or treaty.joins):
        return Group(scenario, None)
    return Group(scenario, frozenset(treaty.bound(on, key)))


def invokers_on(scenario: Scenario, key: str, on: date) -> tuple[str, ...]:
    """Return those who may invoke a provision on a day: bound, and named where any are named.

    Of those who are not named, groups count beside states: they are several states that act as
    one.
    """
    parties = parties_on(scenario, key, on)
    named = scenario.provisions[key].invokers
    if named:
        return tuple(name for name in named if parties.has_any(name))
    several = [name for name, actor in scenario.actors.items() if actor.kind == "group"]
    if parties.names is None:
        return tuple(dict.fromkeys((*scenario.actors, *several)))
    groups = (name for name in several if parties.has_any(name))
    return tuple(dict.fromkeys((*sorted(parties.names), *groups)))


def may_not_invoke(scenario: Scenario, key: str, actor: str, on: date) -> str:
    """Return why an actor may not invoke a provision on a day; nothing if it may."""
    provision = scenario.provisions[key]
    named = provision.invokers
    if named and not any(actor in all_in(scenario, name) for name in named):
        return f"{actor} is not among those who may invoke it ({', '.join(named)})"
    if parties_on(scenario, key, on).has_any(actor):
        return ""
    return not_bound(scenario, key, actor, on)


def not_bound(scenario: Scenario, key: str, actor: str, on: date) -> str:
    """Return since when or why an actor that a provision does not bind on a day is not bound."""
    provision = scenario.provisions[key]
    treaty = treaty_of(scenario, provision)
    if treaty is None:
        return f"there is no treaty {provision.treaty}"
    no_party = f"{actor} is no party to the {treaty.title} on {on}"
    if actor in treaty.reservations and treaty.reservations[actor].holds(key, on):
        return f"{actor} has excepted itself: {treaty.reservations[actor].text}"
    if actor in treaty.joins and treaty.joins[actor] > on:
        return f"{no_party}: it joins on {treaty.joins[actor]}"
    if actor in treaty.leaves and treaty.leaves[actor] <= on:
        return f"{no_party}: it left on {treaty.leaves[actor]}"
    return no_party


def addressed_on(scenario: Scenario, key: str, on: date) -> Group:
    """Return to whom a provision speaks on a day.

    A state that is named must be bound. An organisation or an alliance that is named is spoken to
    in any case; of a group, those of it that are bound.
    """
    parties = parties_on(scenario, key, on)
    named = scenario.provisions[key].addressees
    if not named:
        return parties
    found: set[str] = set()
    for name in named:
        actor = scenario.actors.get(name)
        if actor is not None and actor.kind in {"alliance", "organisation"}:
            found.add(name)
        elif parties.names is None:
            found |= all_in(scenario, name)
        else:
            found |= {part for part in all_in(scenario, name) if parties.has_any(part)}
    return Group(scenario, frozenset(found))


def speaks_to(group: Group, consequence: Consequence, actor: str) -> bool:
    """Return whether a rule that speaks to a group speaks to an actor.

    What is made up of several states may what any of them may, and owes what any of them owes; it
    is forbidden what all of them are forbidden.
    """
    return group.has_all(actor) if consequence == "MUST_NOT" else group.has_any(actor)


def change_days(scenario: Scenario, key: str) -> frozenset[date]:
    """Return the days from which a provision binds others than before."""
    provision = scenario.provisions[key]
    treaty = treaty_of(scenario, provision)
    if treaty is None:
        return frozenset()
    first = [treaty.in_force, provision.in_force, *treaty.joins.values(), *treaty.leaves.values()]
    last = [provision.until]
    for reservation in treaty.reservations.values():
        first.append(reservation.since)
        last.append(reservation.until)
    return frozenset(day for day in first if day) | {day + ONE_DAY for day in last if day}
