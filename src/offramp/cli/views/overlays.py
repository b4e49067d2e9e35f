"""The overlays that a scenario keeps: other views of the same crisis, by name."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

    from offramp.api.scenario import LoadedScenario
    from offramp.reading.overlays import NamedOverlay


def view(scenario: "LoadedScenario") -> "RenderableType":
    """Return every overlay: who holds that view, where it stands, what it changes."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    found = _kept(scenario)
    if not found:
        text = f"{scenario.title} keeps no overlays: a file overlays/NAME.yaml in its folder is one"
        return Text(text)
    count = f"{len(found)} overlay{'s' * (len(found) > 1)}"
    parts: list[RenderableType] = [Text(f"{count} of {scenario.title}", "bold")]
    for one in found:
        changes = f"changes {', '.join(_words(key) for key in one.changes) or 'nothing'}"
        parts += [
            Text(),
            Text.assemble((one.name, "bold"), "  ", (one.file, "dim")),
            Padding(Text(one.about or "(does not say who holds this view)"), (0, 0, 0, 4)),
            Padding(Text(changes, "dim"), (0, 0, 0, 4)),
        ]
    command = f"Lay one on: offramp run {scenario.id} --overlay {found[0].name}"
    return Group(*parts, Text(), Text(command))


def listed(scenario: "LoadedScenario") -> list[dict[str, Any]]:
    """Return the overlays as plain data."""
    return [
        {"name": one.name, "about": one.about, "file": one.file, "changes": list(one.changes)}
        for one in _kept(scenario)
    ]


def _kept(scenario: "LoadedScenario") -> "tuple[NamedOverlay, ...]":
    return scenario.reading.named_overlays() if scenario.reading else ()


def _words(key: str) -> str:
    return key.replace("_", " ")
