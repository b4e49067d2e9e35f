"""What every test run needs: no stale compiled kernels, and property tests that repeat in CI."""

import hashlib
import os
from pathlib import Path

from hypothesis import settings

ROOT = Path(__file__).parent


def _kernels() -> str:
    """Return a digest of every source file that compiles a kernel.

    Numba notices a change in the file of a kernel, but not in a kernel of another file that it
    calls. A cache folder named after all of them cannot be stale.
    """
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src").rglob("*.py")):
        source = path.read_bytes()
        if b"njit" in source:
            digest.update(path.name.encode() + source)
    return digest.hexdigest()[:12]


# Numba reads this when it is first imported, which is after this file.
os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".cache" / f"numba-{_kernels()}"))

# Tests run beside one another already: each compiles what it needs.
os.environ.setdefault("OFFRAMP_COMPILERS", "0")

settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
