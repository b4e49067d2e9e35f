"""The arrays of a run as NetCDF-4, with the attributes that climate and forecast tools look for."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xarray

    from offramp.results.run import Run

GROUP = "quantiles"
"""Group of the file that holds the quantiles over all futures."""


def write_netcdf(run: "Run", path: Path) -> None:
    """Write the futures whose arrays are kept, and the quantiles over all futures beside them.

    The file is made in memory, compressed: HDF5 ends the process where a disk is full.

    Args:
        run: a run.
        path: of the file; the quantiles are its group `quantiles`.
    """
    about = run.manifest
    told = {
        "title": about.scenario["title"],
        "source": f"offramp {about.versions['offramp']}, scenario {about.scenario['hash']}",
        "history": f"{about.created}: {about.members} futures, seed {about.seed}, "
        f"as of {about.as_of}",
        "comment": run.summary["limits"],
        "Conventions": "CF-1.11",
    }
    series, quantiles = (_portable(one).assign_attrs(told) for one in (run.series, run.quantiles))
    path.write_bytes(_made({None: series, GROUP: quantiles}))


def _made(groups: "Mapping[str | None, xarray.Dataset]") -> memoryview:
    """Return a file with a dataset in each group; None is the file itself."""
    import h5netcdf
    from xarray.backends import H5NetCDFStore

    made = BytesIO()
    with h5netcdf.File(made, "w") as file:
        for group, data in groups.items():
            store = H5NetCDFStore(file, group=group, mode="a")
            data.dump_to_store(store, encoding=_encoding(data))
    return made.getbuffer()


def _portable(data: "xarray.Dataset") -> "xarray.Dataset":
    """Return a dataset in memory whose texts are plain strings, which NetCDF can hold."""
    texts = {
        name: (array.dims, np.array([str(value) for value in array.values], dtype=object))
        for name, array in data.coords.items()
        if array.dtype.kind not in "iufM"
    }
    return data.load().assign_coords(texts)


def _encoding(data: "xarray.Dataset") -> dict[str, dict[str, object]]:
    return {str(name): {"zlib": True, "complevel": 4} for name in data.data_vars}
