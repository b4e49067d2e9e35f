"""The places of a run as GeoJSON (RFC 7946): points, with how many people were where in the end.

Numbers of people are rounded to two figures, as everywhere. Places where a border is crossed are
left out, and so is what is known of single days: ways out of a siege are nobody's target.
"""

from json import dumps
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offramp.results.summary.numbers import figure

if TYPE_CHECKING:
    from offramp.model.place import Place
    from offramp.results.run import Run

SHARES = {"q05": 0.05, "q50": 0.5, "q95": 0.95}
"""Quantiles over futures at which each number is given."""
IN_THE_END = {
    "origins": ("trapped", "displaced"),
    "hosts": ("arrivals_total", "hosted", "strain"),
    "onward": ("moved_on",),
}
"""Variables given for the places along each axis."""


def write_geojson(run: "Run", path: Path) -> None:
    """Write the places of a run that have a position on the map.

    Args:
        run: a run.
        path: of the file.
    """
    data = run.quantiles.isel(day=-1)
    features = []
    for axis, variables in IN_THE_END.items():
        for at, key in enumerate(str(label) for label in data[axis].values):
            found = {name: _range(data[name].isel({axis: at})) for name in variables}
            features.append(_feature(run.scenario.places[key], key, found))
    about = run.manifest
    collection = {
        "type": "FeatureCollection",
        "name": about.scenario["id"],
        "as_of": about.as_of,
        "futures": about.members,
        "seed": about.seed,
        "day": str(run.data.dates[-1]),
        "note": run.summary["limits"],
        "features": features,
    }
    text = dumps(collection, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def _range(values: Any) -> dict[str, float | None]:
    """Return the quantiles of one number; None where it is not assessed."""
    found = {name: float(values.sel(quantile=share)) for name, share in SHARES.items()}
    return {name: figure(v, 2) if isfinite(v) else None for name, v in found.items()}


def _feature(place: "Place", key: str, found: dict[str, dict[str, float | None]]) -> dict[str, Any]:
    about: dict[str, Any] = {"name": place.name, "kind": str(place.kind), "country": place.country}
    about |= {"population": place.population} if place.population else {}
    about |= {"note": place.note} if place.note else {}
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": about | found,
    }
