"""Arrays of one length laid end to end."""

import numpy as np
import pytest

from offramp.engine.arena import ALIGNED, Arena, Plot

PLOTS = (
    Plot((3,), np.dtype(np.float64), by_label=False),
    Plot((5,), np.dtype(np.int8), by_label=True),
    Plot((), np.dtype(np.int64), by_label=False),
    Plot((0,), np.dtype(np.int32), by_label=True),
    Plot((2, 2), np.dtype(np.int32), by_label=False),
    Plot((4,), np.dtype(np.float64), by_label=True),
)


@pytest.mark.parametrize("members", [0, 1, 7, 64])
def test_every_array_has_its_own_room(members):
    arena = Arena(PLOTS, members)
    for number, array in enumerate(arena.arrays):
        array.fill(number + 1)
    for number, (plot, array) in enumerate(zip(PLOTS, arena.arrays, strict=True)):
        assert array.shape == (members, *plot.width)
        assert array.dtype == plot.dtype
        assert array.flags.f_contiguous if plot.by_label else array.flags.c_contiguous
        assert (array == number + 1).all()
        assert not array.size or array.ctypes.data % ALIGNED == 0


def test_the_buffer_is_read_where_an_array_starts():
    arena = Arena(PLOTS, 7)
    arena.arrays[5][4, 2] = 2.5
    arena.arrays[1][6, 3] = 9
    assert arena.views[0][arena.starts[5] + 2 * 7 + 4] == 2.5
    assert arena.views[3][arena.starts[1] + 3 * 7 + 6] == 9


def test_no_arrays():
    assert Arena((), 3).arrays == []
