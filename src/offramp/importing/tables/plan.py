"""What an import would write into a scenario: whole files, and lines to add by hand."""

from dataclasses import dataclass, field
from json import dumps

from offramp.importing.tables.findings import MOST_SHOWN, counted
from offramp.importing.tables.setting import Setting
from offramp.importing.tables.text_files import table_text, with_item, with_places, with_value
from offramp.importing.tables.understand import Understood
from offramp.model.problems import Problem, ScenarioError
from offramp.model.quantity import JUDGEMENT
from offramp.reading.layout import SCENARIO
from offramp.reading.nodes import Mapping, Node, plain
from offramp.reading.yaml_text import parse_yaml

GIVES = {"arrivals": "crossings", "stocks": "stocks"}
"""What a series of each kind of table gives."""
LABELS = {"arrivals": "New crossings, by place and day", "stocks": "People counted, by place"}
NOT_GIVEN = "not given"
"""Stands where somebody still has to say; not as a text of its own, so that a check finds it."""


@dataclass(frozen=True)
class Credit:
    """Where the figures of a table come from."""

    id: str
    title: str = ""
    grade: str = ""
    licence: str = ""
    publisher: str = ""


@dataclass
class Plan:
    """Files to write, and what is left to somebody."""

    texts: dict[str, str] = field(default_factory=dict)
    """Whole texts by the path in the folder of the scenario."""
    told: list[str] = field(default_factory=list)
    """What happens to each of them."""
    by_hand: dict[str, str] = field(default_factory=dict)
    """Lines to add, by the file that they go into."""
    unsaid: bool = False
    """Whether the source still lacks its title or grade."""


def plan(understood: Understood, setting: Setting, credit: Credit, name: str = "") -> Plan:
    """Return what an import writes into a scenario.

    Args:
        understood: A table without problems.
        setting: The scenario.
        credit: Where the figures come from.
        name: Id of the series; that of the only series of its kind, or a usual one, if empty.
    """
    result = Plan()
    if understood.kind in GIVES:
        _series(understood, setting, credit, name, result)
    else:
        _places(understood, setting, result)
    _source(understood, setting, credit, result)
    return result


def _series(
    understood: Understood, setting: Setting, credit: Credit, name: str, result: Plan
) -> None:
    """Plan a table of rows, and the item that names it."""
    gives = GIVES[understood.kind]
    items = setting.items("series")
    same = [key for key, item in items.items() if item.get("gives") == gives]
    key = name or (same[0] if len(same) == 1 else gives)
    own = _own(setting, "series.yaml", key)
    file = str(own.get("file") or "") if own else ""
    file = file or f"series/{key}.csv"
    _refuse_another(items, key, gives, file)
    text = table_text(understood.header, understood.rows)
    before = _read(setting, file)
    told = counted(len(understood.rows), "row")
    result.texts[file] = text
    if before:
        old = counted(max(0, len(before.splitlines()) - 1), "row")
        instead = ", the same as before" if before == text else f" in place of {old}"
        result.told.append(f"replace {file}: {told}{instead}")
    else:
        result.told.append(f"make {file}: {told}")
    lines = (
        f"{key}:\n"
        f"  label: {LABELS[understood.kind]}\n"
        f"  file: {file}\n"
        f"  gives: {gives}\n"
        f"  source: {credit.id}\n"
    )
    if own is None:
        _add(setting, "series", key, lines, result)
    elif own.get("file") != file:
        result.by_hand["series.yaml"] = lines
    elif own.get("source") != credit.id:
        text = _read(setting, "series.yaml")
        changed = with_value(text, key, "source", credit.id)
        if changed is None:
            result.by_hand["series.yaml"] = lines
        else:
            result.texts["series.yaml"] = changed
            result.told.append(f"change series.yaml: the source of {key} is {credit.id}")


def _refuse_another(items: dict[str, dict[str, object]], key: str, gives: str, file: str) -> None:
    """Refuse to write over a series that gives something else, or over the file of another.

    Raises:
        ScenarioError: If the id or the file is taken.
    """
    hint = "give another --name"
    there = items.get(key, {}).get("gives", gives)
    if there != gives:
        message = f'the series "{key}" of the scenario gives {there}, not {gives}'
        raise ScenarioError([Problem("name-taken", message, hint)])
    for other, item in items.items():
        if other != key and item.get("file") == file:
            message = f"{file} is the table of the series {other}"
            raise ScenarioError([Problem("name-taken", message, hint)])


def _places(understood: Understood, setting: Setting, result: Plan) -> None:
    """Plan the rows of places.csv."""
    text = _read(setting, "places.csv")
    made = with_places(text, understood.places)
    in_head = "places" in _head(setting)
    if made is None or in_head:
        lines = table_text(understood.header, understood.rows)
        result.by_hand[SCENARIO if in_head else "places.csv"] = lines
        return
    table, changed, new = made
    result.texts["places.csv"] = table
    if text:
        result.told.append(f"change places.csv: {len(changed)} changed, {new} new")
        result.told += changed[:MOST_SHOWN]
        if len(changed) > MOST_SHOWN:
            result.told.append(f"and {len(changed) - MOST_SHOWN} more places")
    else:
        made_of = counted(new, "row")
        result.told.append(f"make places.csv: {made_of}, laid over what the scenario extends")


def _source(understood: Understood, setting: Setting, credit: Credit, result: Plan) -> None:
    """Plan the entry of the source."""
    if credit.id == JUDGEMENT:
        return
    if credit.id in setting.items("sources"):
        if credit.title or credit.grade or credit.licence:
            told = f"leave the source {credit.id} as it is there; what you say of it is left aside"
            result.told.append(told)
        return
    result.unsaid = not (credit.title and credit.grade)
    file = understood.file.rpartition("/")[2]
    title = _text(credit.title) if credit.title else f"# {NOT_GIVEN}"
    lines = f"# Imported from {' '.join(file.split())}."
    if result.unsaid:
        lines += f" Say what is {NOT_GIVEN}: until then `offramp check` refuses it."
    lines += f"\n{credit.id}:\n  title: {title}\n"
    if credit.publisher:
        lines += f"  publisher: {_text(credit.publisher)}\n"
    lines += (
        f"  grade: {credit.grade or NOT_GIVEN}\n"
        "  verified: file at hand, imported as it was; its figures were not checked\n"
        f"  licence: {_text(credit.licence or NOT_GIVEN)}\n"
        "  kind: data set\n"
    )
    _add(setting, "sources", credit.id, lines, result)


def _add(setting: Setting, section: str, key: str, lines: str, result: Plan) -> None:
    """Plan an item at the end of the file of a section, or by hand where that cannot be done."""
    file = f"{section}.yaml"
    text = _read(setting, file)
    if section in _head(setting) and not text:
        indented = "".join(f"  {line}\n" for line in lines.splitlines())
        result.by_hand[SCENARIO] = result.by_hand.get(SCENARIO, "") + f"{section}:\n{indented}"
        return
    whole = with_item(text, lines)
    if whole is None:
        result.by_hand[file] = lines
        return
    result.texts[file] = whole
    result.told.append(f"{'add to' if text else 'make'} {file}: {key}")


def _read(setting: Setting, file: str) -> str:
    """Return the text of a file of a scenario; empty if there is none."""
    path = setting.folder / file
    return path.read_bytes().decode("utf-8-sig") if path.is_file() else ""


def _own(setting: Setting, file: str, key: str) -> dict[str, object] | None:
    """Return an item that stands in a file of the scenario itself."""
    for text, path in ((_read(setting, file), ()), (_read(setting, SCENARIO), ("series",))):
        node: Node | None = parse_yaml(text, "", [])
        for step in (*path, key):
            node = node.get(step) if isinstance(node, Mapping) else None
        if isinstance(node, Mapping):
            item: dict[str, object] = plain(node)
            return item
    return None


def _head(setting: Setting) -> set[str]:
    """Return the keys of `scenario.yaml` itself."""
    node = parse_yaml(_read(setting, SCENARIO), "", [])
    return set(node.entries) if isinstance(node, Mapping) else set()


def _text(words: str) -> str:
    """Return words as a text of YAML, whatever is in them."""
    return dumps(" ".join(words.split()), ensure_ascii=False)
