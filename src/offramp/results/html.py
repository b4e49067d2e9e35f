"""What a notebook shows of a run beside its words."""

from collections.abc import Mapping
from html import escape
from typing import Any


def cases_table(summary: Mapping[str, Any]) -> str:
    """Return how the futures of a run went as a table of HTML; empty where nothing is asked.

    What nobody has ever seen gets its range and the word unvalidated, and no frequency.

    Args:
        summary: of a run.
    """
    rows = []
    for question in summary["outcomes"].values():
        label = escape(question["label"])
        rows.append(f'<tr><th colspan="2" style="text-align:left">{label}</th></tr>')
        for case in question["cases"]:
            often = f"{case['in_100']:g} in 100" if "in_100" in case else _range(case)
            cells = f'<td style="text-align:left">{escape(case["label"])}</td><td>{often}</td>'
            rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _range(case: Mapping[str, Any]) -> str:
    low, high = 100 * case["low"], 100 * case["high"]
    return f"unvalidated: {low:.2g} to {high:.2g} in 100"
