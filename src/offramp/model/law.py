"""Treaties and their provisions: who is bound, when a rule is met, what it says of what."""

from datetime import date
from typing import Any, Literal

from offramp.model.base import Item, Model
from offramp.model.expression import Expression

Consequence = Literal["SHALL", "MAY", "CONSULT", "MUST_NOT"]
"""What a rule says its addressees shall, may or must not do, or consult on."""

Verdict = Literal["met", "not met", "contested", "permitted", "prohibited", "silent"]
"""What an example of a provision expects of it, or of an action."""


class Reservation(Model):
    """What one party has excepted itself from."""

    text: str
    """What it says, in our own words."""
    provisions: tuple[str, ...] = ()
    """Ids of the provisions that do not bind it; all of the treaty where empty."""
    since: date | None = None
    """First day on which it holds; always where not given."""
    until: date | None = None
    """Last day on which it holds; for good where not given."""
    source: str = ""
    """Id of a source."""

    def holds(self, provision: str, on: date) -> bool:
        """Return whether it takes a party out of a provision on a day."""
        spoken_of = not self.provisions or provision in self.provisions
        return spoken_of and (self.since or on) <= on <= (self.until or on)


class Treaty(Item):
    """An agreement. Its parties need not all be actors of the scenario."""

    title: str
    """Its title."""
    parties: tuple[str, ...] = ()
    """Those bound since it entered into force: actors, or countries by their ISO 3166 alpha-3. What
    names none, and none that joins, is custom: it binds everybody."""
    joins: dict[str, date] = {}
    """Parties bound only from a later day."""
    leaves: dict[str, date] = {}
    """Parties bound until the day before this."""
    reservations: dict[str, Reservation] = {}
    """What a party has excepted itself from."""
    in_force: date | None = None
    """Day it entered into force; always in force where not given."""

    def bound(self, on: date, provision: str = "") -> tuple[str, ...]:
        """Return the parties bound by it, or by one of its provisions, on a day."""
        if self.in_force is not None and on < self.in_force:
            return ()
        out = {party for party, day in self.joins.items() if day > on}
        out |= {party for party, day in self.leaves.items() if day <= on}
        out |= {party for party, it in self.reservations.items() if it.holds(provision, on)}
        parties = dict.fromkeys((*self.parties, *self.joins))
        return tuple(party for party in parties if party not in out) if out else tuple(parties)


class Area(Model):
    """A part of the sea or of the world between two parallels and two meridians (degrees)."""

    label: str
    south: float = -90
    north: float = 90
    west: float = -180
    east: float = 180

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point lies in it."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


class Attack(Model):
    """Armed attacks of which a provision speaks: it is met once one within its scope happens.

    Who was a party on its day says whether it is within. An attack is what a contact does that was
    lethal, or a measure that came into force, that says whom it `hits`. It is within the scope
    where it hits one of `on`, on the soil of one of `soil`; where it happened on nobody's soil, in
    one of `areas`. An area without bounds is the whole world, whoever's soil it is. Several states
    that act as one are hit where one of them is.
    """

    on: tuple[str, ...] = ()
    """Whose territory, forces or people; the parties where empty."""
    soil: tuple[str, ...] = ()
    """On whose soil; that of the parties where empty."""
    areas: tuple[Area, ...] = ()
    """Where beside that soil: parts of the sea, or the whole world."""


class Exemption(Model):
    """When a provision does not apply, although its trigger is met."""

    when: Expression
    """When it holds."""
    text: str = ""
    """What it says, in our own words."""
    source: str = ""
    """Id of a source."""


class Example(Model):
    """A case that a lawyer can read, and what the provision must come to in it."""

    says: str
    """The case in one sentence, with its answer."""
    given: dict[str, Any]
    """The facts. `on`: a day. `invoker`: who invokes it. `attack`: {on: whom it hits, soil: on
    whose, lat:, lon:, day: when, `on` where not given; it is judged by who was a party then}. `by`,
    `action`, `soil`: an action to be judged; `relying_on`: ids of the only provisions it may rest
    on. `reading`: ids of the readings that hold, of all that there are. `facts`: signals that have
    come. Any other key is a name of an expression with its value; what is not given is false, 0 or
    never, save quantities, which have the value that the scenario gives them (its middle where it
    is not known)."""
    expected: Verdict
    """`met`, `not met`, `contested` for the provision; `permitted`, `prohibited`, `contested` or
    `silent` for an action."""
    source: str = ""
    """Id of a source."""


class Provision(Item):
    """One rule of a treaty: whom it binds, when it is met, what it says of which actions."""

    treaty: str
    """Id of a treaty."""
    article: str
    """Article and paragraph, as `Article 4`."""
    text: str
    """What it says, in our own words."""
    in_force: date | None = None
    """First day of its own; that of the treaty where not given."""
    until: date | None = None
    """Last day on which it applies."""
    invokers: tuple[str, ...] = ()
    """Who may invoke it; the parties where empty. Only a party ever may."""
    trigger: Expression = Expression("true")
    """When it is met; `self` stands for each of the invokers, of whom one is enough."""
    attack: Attack | None = None
    """An armed attack that has to have happened besides."""
    consequence: Consequence
    """What it says its addressees shall, may or must not do. CONSULT obliges to talk, and is never
    a legal basis."""
    addressees: tuple[str, ...] = ()
    """To whom it speaks; the parties where empty. A state must be a party; an organisation or an
    alliance that is named is spoken to while the rule is in force."""
    actions: tuple[str, ...] = ()
    """Kinds of action it speaks of, as measures name them in `action`."""
    bars: bool = False
    """Whether what it forbids is beyond the powers of its addressees, so that it cannot be done;
    else it can, in breach of it."""
    procedure: str = ""
    """Id of the procedure by which its organ decides."""
    priority: int = 0
    """Of two rules about one action the higher prevails; of two that are equally high MUST_NOT
    before SHALL before MAY."""
    exceptions: dict[str, Exemption] = {}
    """When it does not apply."""
    readings: tuple[str, ...] = ()
    """Quantities given by `chance:`, each a disputed reading that holds or does not. Where the
    finding hangs on them it is contested; each member is judged by the readings it has drawn."""
    examples: dict[str, Example] = {}
    """Cases with their answers; `offramp check` goes through them."""
