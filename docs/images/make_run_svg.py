"""Draw the closing screen of a run as the picture of the README.

uv run python docs/images/make_run_svg.py RUN
"""

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console

from offramp.cli.screen.closing import closing
from offramp.results.run import Run

WIDTH = 100
"""Columns."""


def main() -> None:
    """Write run.svg beside this script."""
    run = Run.open(sys.argv[1])
    console = Console(record=True, width=WIDTH, file=StringIO(), highlight=False)
    for line in closing(run, WIDTH)[:-1]:  # all but where it is kept
        console.print(line)
    svg = console.export_svg(title="uv run offramp run ukraine-2022")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # no fonts from elsewhere
    Path(__file__).with_name("run.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
