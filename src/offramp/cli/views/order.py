"""The order of a day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from offramp.model.scenario import Scenario

EVERYTHING = "*"


def view(scenario: "Scenario") -> "RenderableType":
    """Return the processes of a day in order, with what each reads and writes."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from offramp.processes import PROCESSES

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", justify="right")
    table.add_column("Process", no_wrap=True)
    table.add_column("What it does, reads and writes")
    for number, name in enumerate(scenario.order, start=1):
        process = PROCESSES.get(name)
        if process is None:
            table.add_row(str(number), name, "no such process: see `offramp check`")
            continue
        reads, writes = _names(process.reads), _names(process.writes)
        says = Text.assemble(
            ((process.__doc__ or "").strip().partition("\n")[0], ""),
            ("\nreads   ", "dim"),
            reads,
            ("\nwrites  ", "dim"),
            writes,
        )
        table.add_row(str(number), Text(name, "bold"), says)
    head = f"A day of {scenario.title}: {len(scenario.order)} processes, one after another"
    return Group(Text(head, "bold"), Text(), table)


def _names(names: tuple[str, ...]) -> str:
    if EVERYTHING in names:
        return "whatever the expressions of the scenario name"
    return ", ".join(names) or "nothing"
