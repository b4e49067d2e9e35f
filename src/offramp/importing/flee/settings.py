"""simsetting.yml: every setting becomes a quantity, is named as unused, or is refused."""

from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from offramp.importing.flee.desk import Desk
from offramp.importing.flee.known_settings import (
    A_DAY,
    DECAY,
    DRIVEN,
    HASTEN,
    MODES,
    MOVE,
    QUANTITIES,
    REFUSED,
    SECTIONS,
    SPAWN,
    SPEED,
    UNUSED,
    Known,
)
from offramp.model.problems import Problem, did_you_mean, nearest
from offramp.reading.nodes import Entry, Mapping, Scalar, Sequence

FILE = "simsetting.yml"
YES, NO = frozenset(("yes", "on")), frozenset(("no", "off"))
"""Words that YAML 1.1, which Flee reads, takes for true and false."""
MOST_STEPS = 1000
"""Steps of a decay."""


@dataclass(frozen=True)
class Setting:
    """A number of the law, as understood."""

    quantity: str
    value: float
    unit: str
    label: str
    written: str
    """Its key in simsetting.yml."""
    given: bool
    """Whether the file gives it; Flee's default otherwise."""


@dataclass
class Settings:
    """All that simsetting.yml says."""

    quantities: list[Setting] = field(default_factory=list)
    decay: tuple[float, ...] = (1.0,)
    decay_given: bool = False
    hasten: int = 1
    hasten_given: bool = False
    unused: list[tuple[str, str]] = field(default_factory=list)
    """Keys without any effect in Flee, and why."""

    def value(self, quantity: str) -> float:
        """Return the number of a quantity."""
        return next(s.value for s in self.quantities if s.quantity == quantity)


def read_settings(desk: Desk) -> Settings:
    """Return the settings of an instance; what is wrong with them is added to the desk."""
    settings = Settings()
    root = desk.yaml(FILE)
    sections = _sections(desk, root, settings)
    for section, known in QUANTITIES.items():
        given = sections.get(section, {})
        for setting in known:
            entry = given.pop(setting.key, None)
            value = _value(desk, entry, setting) if entry is not None else setting.default
            settings.quantities.append(
                Setting(
                    setting.quantity,
                    setting.default if value is None else value,
                    setting.unit,
                    setting.label,
                    f"{section}.{setting.key}",
                    entry is not None,
                )
            )
    _driven(desk, sections.get(SPAWN, {}).pop(DRIVEN, None), settings)
    _decay(desk, sections.get(SPAWN, {}).pop(DECAY, None), settings)
    _hasten(desk, sections.get(SPEED, {}).pop(HASTEN, None), settings)
    for section, entries in sections.items():
        for key, entry in entries.items():
            _other(desk, section, key, entry, settings)
    return settings


def _sections(desk: Desk, root: Mapping | None, settings: Settings) -> dict[str, dict[str, Entry]]:
    """Return the entries of each section; those of no section under the empty name."""
    found: dict[str, dict[str, Entry]] = {"": {}}
    for key, entry in (root.entries if root else {}).items():
        if key not in SECTIONS:
            found[""][key] = entry
        elif isinstance(entry.node, Mapping):
            found[key] = dict(entry.node.entries)
        elif not _is_null(entry):
            _wrong(desk, entry, "bad-value", f"{key} holds no settings", "indent them under it")
    return found


def _value(desk: Desk, entry: Entry, known: Known) -> float | None:
    """Return the number that an entry gives; None where it is none, or beyond its bounds."""
    if known.kind == "switch":
        return _switch(desk, entry, known.key)
    value = _number(desk, entry, known.key, whole=known.kind == "whole")
    if value is None:
        return None
    bound = ""
    if known.above is not None and value <= known.above:
        bound = f"more than {known.above:g}"
    elif known.lowest is not None and value < known.lowest:
        bound = f"at least {known.lowest:g}"
    elif known.highest is not None and value > known.highest:
        bound = f"at most {known.highest:g}"
    if bound:
        message = f"{known.key} is {value:g}, and has to be {bound}"
        _wrong(desk, entry, "out-of-range", message, known.hint)
        return None
    return value


def _number(desk: Desk, entry: Entry, key: str, *, whole: bool = False) -> float | None:
    value = entry.node.value if isinstance(entry.node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        message, hint = f"{key} has to be a number", "write it in digits, as 1 or 0.5"
        _wrong(desk, entry, "bad-number", message, hint)
        return None
    if whole and not float(value).is_integer():
        message, hint = (
            f"{key} is {value}, and has to be whole",
            "Flee cuts it; write what you mean",
        )
        _wrong(desk, entry, "bad-number", message, hint)
        return None
    return float(value)


def _switch(desk: Desk, entry: Entry, key: str) -> float | None:
    """Return 1 or 0. Flee takes any text for true, and a quoted "False" is text."""
    value = entry.node.value if isinstance(entry.node, Scalar) else "?"
    quoted = isinstance(entry.node, Scalar) and isinstance(value, str) and entry.node.inset != 0
    if isinstance(value, str) and not quoted and value.casefold() in YES | NO:
        return float(value.casefold() in YES)
    if value is None or isinstance(value, bool) or value in (0, 1):
        return float(bool(value))
    hint = "write it without quotes" if quoted else "Flee takes any other text for True"
    _wrong(desk, entry, "bad-value", f"{key} has to be True or False", hint)
    return None


def _driven(desk: Desk, entry: Entry | None, settings: Settings) -> None:
    """Read how many leave where the fighting, and not the counts, says how many."""
    mode, rate, given = 0, 0.0, entry is not None and not _is_null(entry)
    if entry is not None and given and not isinstance(entry.node, Mapping):
        hint = "write spawn_mode and displaced_per_conflict_day under it, or delete it"
        _wrong(desk, entry, "bad-value", f"{DRIVEN} holds no settings", hint)
    elif entry is not None and isinstance(entry.node, Mapping):
        entries = dict(entry.node.entries)
        mode, rate = 1, A_DAY[1]
        named = entries.pop("spawn_mode", None)
        if named is not None:
            word = named.node.value if isinstance(named.node, Scalar) else None
            mode = MODES.get(str(word).casefold(), 0)
            if not mode:
                hint = did_you_mean(str(word), MODES) or f"use {', '.join(MODES)}"
                _wrong(desk, named, "bad-value", f'there is no spawn_mode "{word}"', hint)
        number = entries.pop("displaced_per_conflict_day", None)
        rate = A_DAY.get(mode, 0.0)
        if number is not None and mode:
            known = Known("displaced_per_conflict_day", "", "1", rate, "", _kind(mode))
            rate = _value(desk, number, known) or 0.0
        for key, other in entries.items():
            hint = did_you_mean(key, ("spawn_mode", "displaced_per_conflict_day"))
            _wrong(desk, other, "unknown-setting", f'{DRIVEN} has no "{key}"', hint or "delete it")
    for quantity, value, label in (
        ("flee_spawn_mode", mode, "0 from data, 1 constant, 2 by population, 3 Poisson"),
        ("flee_displaced_per_conflict_day", rate, "Who leaves a zone in a day, at intensity 1"),
    ):
        settings.quantities.append(Setting(quantity, value, "1", label, f"{SPAWN}.{DRIVEN}", given))


def _kind(mode: int) -> Literal["number", "whole"]:
    return "number" if mode == MODES["pop_ratio"] else "whole"


def _decay(desk: Desk, entry: Entry | None, settings: Settings) -> None:
    if entry is None or _is_null(entry):
        return
    items = entry.node.items if isinstance(entry.node, Sequence) else ()
    values = [n.value for n in items if isinstance(n, Scalar)]
    steps = [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    sound = [step for step in steps if isfinite(step) and step >= 0]
    if not isinstance(entry.node, Sequence) or len(sound) < len(items) or len(sound) > MOST_STEPS:
        message = f"{DECAY} has to be a list of numbers that are at least 0"
        _wrong(desk, entry, "bad-value", message, "write it as [1.0, 1.0, 0.5]")
    elif sound:
        settings.decay, settings.decay_given = tuple(sound), True


def _hasten(desk: Desk, entry: Entry | None, settings: Settings) -> None:
    if entry is None:
        return
    known = Known(HASTEN, "", "person", 1, "", "whole", lowest=1, highest=1e9)
    value = _value(desk, entry, known)
    if value is not None:
        settings.hasten, settings.hasten_given = int(value), True


def _other(desk: Desk, section: str, key: str, entry: Entry, settings: Settings) -> None:
    """Note a setting that Flee never uses; refuse one that is not followed, or not known."""
    shown = f"{section}.{key}" if section else key
    if key in UNUSED[section]:
        settings.unused.append((shown, UNUSED[section][key]))
        return
    if key in REFUSED[section]:
        neutral, why = REFUSED[section][key]
        given = entry.node.value if isinstance(entry.node, Scalar) else entry
        if isinstance(neutral, bool):
            value = _switch(desk, entry, key)
            refused = value is not None and bool(value) is not neutral
        else:
            refused = given is not None and given != neutral
        if refused:
            keep = "leave it out" if neutral is None else f"set it to {neutral}, or leave it out"
            _wrong(desk, entry, "unsupported-setting", f"{key} is not supported: {why}", keep)
        return
    _wrong(desk, entry, "unknown-setting", f'there is no setting "{shown}"', _like(section, key))


def _like(section: str, key: str) -> str:
    """Return a hint for a key that is not known here."""
    known = {name: part for part in ("", *SECTIONS) for name in _keys(part)}
    if key in known:
        place = f"under {known[key]}" if known[key] else "to the left, under nothing"
        return f"move it {place}"
    near = nearest(key, _keys(section)) or nearest(key, known)
    if not near:
        return "delete it; Flee ignores what it does not know"
    place = "" if near in _keys(section) else f" under {known[near]}"
    return f'did you mean "{near}"{place}?'


def _keys(section: str) -> list[str]:
    """Return every key that a section may have."""
    keys = [setting.key for setting in QUANTITIES.get(section, ())]
    keys += [*UNUSED.get(section, ()), *REFUSED.get(section, ())]
    more = {SPAWN: [DRIVEN, DECAY], SPEED: [HASTEN], "": list(SECTIONS), MOVE: []}
    return keys + more.get(section, [])


def _is_null(entry: Entry) -> bool:
    return isinstance(entry.node, Scalar) and entry.node.value is None


def _wrong(desk: Desk, entry: Entry, code: str, message: str, hint: str) -> None:
    desk.problems.append(Problem(code, message, hint, entry.where, entry.length))
