"""What was understood of a table, for programs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offramp.importing.tables.plan import Plan
    from offramp.importing.tables.understand import Understood


def as_json(understood: "Understood", planned: "Plan | None", written: list[str]) -> str:
    """Return everything that the preview says, and more, as the text of one JSON object.

    Args:
        understood: What the table was taken to say.
        planned: What would be written into a scenario, if it goes into one.
        written: Files that were written.
    """
    from json import dumps

    days = understood.days
    sheet = understood.sheet
    said = {
        "ok": not understood.problems and bool(understood.rows),
        "file": understood.file,
        "as": understood.kind,
        "counted": understood.counted,
        "hashtags": bool(sheet and sheet.tags),
        "columns": [
            {
                "header": column.header.text,
                "hashtag": column.tag.text if column.tag else "",
                "role": column.role,
                "kept": bool(column.role) and not column.why,
                "why_ignored": column.why,
            }
            for column in understood.columns
        ],
        "from": str(days[0]) if days else None,
        "to": str(days[1]) if days else None,
        "total": understood.total if understood.rows else None,
        "days_without_a_count": understood.gaps,
        "places": [
            {
                "given": match.given,
                "place": match.place,
                "found": match.how,
                "rows": len(match.cells),
            }
            for match in understood.matches
        ],
        "header": understood.header,
        "rows": understood.rows,
        "notes": understood.notes,
        "problems": [
            {
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
                "file": problem.where.file if problem.where else None,
                "line": problem.where.line if problem.where else None,
                "column": problem.where.column if problem.where else None,
                "length": problem.length,
            }
            for problem in understood.problems
        ],
        "would_write": planned.told if planned else [],
        "by_hand": planned.by_hand if planned else {},
        "written": written,
    }
    return dumps(said, indent=1, ensure_ascii=False) + "\n"
