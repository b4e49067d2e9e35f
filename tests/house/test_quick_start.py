"""`offramp --help` answers at once, so it imports nothing heavy."""

import subprocess
import sys

HEAVY = ("numba", "numpy", "pandas", "pint", "pyarrow", "scipy", "xarray", "zarr")

HELP = """
import sys
from offramp.cli.main import main

sys.argv = ["offramp", "--help"]
code = None
try:
    main()
except SystemExit as stop:
    code = stop.code
heavy = [name for name in {heavy!r} if name in sys.modules]
sys.exit(f"exit status {{code}}" if code else f"imported {{heavy}}" if heavy else 0)
"""


def test_help_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c", HELP.format(heavy=HEAVY)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, (
        f"offramp --help: {done.stderr.strip()}. Import inside the function that needs it; "
        "`python -X importtime -c 'import offramp.cli.main'` shows who imports what."
    )
    assert "Usage" in done.stdout
