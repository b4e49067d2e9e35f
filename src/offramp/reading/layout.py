"""How the files of a scenario are named, and the order of what they hold."""

SCENARIO = "scenario.yaml"
"""The file that every scenario folder has; it may hold any section."""

HEAD = (
    "id",
    "title",
    "description",
    "start",
    "days",
    "as_of",
    "decided_until",
    "limits",
    "order",
)
"""Keys of `scenario.yaml` beside the sections."""

YAML_SECTIONS = (
    "quantities",
    "sources",
    "actors",
    "treaties",
    "provisions",
    "procedures",
    "measures",
    "red_lines",
    "contacts",
    "influences",
    "stocks",
    "orders",
    "thresholds",
    "ladder",
    "outcomes",
    "indicators",
    "mechanisms",
    "links",
    "series",
)
"""Sections that may have a file of their own, SECTION.yaml."""

TABLES = ("places", "routes", "events")
"""Sections whose own file is a table, SECTION.csv."""

SECTIONS = YAML_SECTIONS + TABLES

EXTENDS, INCLUDE, DISABLE = "extends", "include", "disable"
"""Keys that are carried out while reading, and are gone afterwards."""

ABOUT = "about"
"""Key of an overlay that says who holds this view; it is kept for listing only."""

PROVENANCE = "provenance.json"
"""Beside a resolved `scenario.yaml`: where each value stood in the files it came from."""

OWN_FILES = (SCENARIO, *(f"{s}.yaml" for s in YAML_SECTIONS), *(f"{t}.csv" for t in TABLES))
"""Every file that is read from a scenario folder, beside those that `series:` names."""
