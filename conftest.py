"""What every test run needs: kernels compiled as they are needed, property tests that repeat."""

import os

from hypothesis import settings

# Tests run beside one another already: each compiles what it needs.
os.environ.setdefault("OFFRAMP_COMPILERS", "0")

settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
