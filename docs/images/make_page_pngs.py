"""Photograph the page of a run for the documentation.

    uv run python docs/images/make_page_pngs.py PAGE.html

PAGE is what `offramp report` wrote of a comparison of `ukraine-2022`. It is opened in Chromium at
the size of a desk and of a telephone, by day and by night, and as the brief that is printed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from PIL import Image

HERE = Path(__file__).parent
COLOURS = 128
SHOTS = {
    "page.png": ("", 1200, 1330, ()),
    "page-night.png": ("", 1200, 1330, ("--blink-settings=preferredColorScheme=0",)),
    "page-telephone.png": ("", 500, 1500, ()),
    "page-brief.png": ("#view=brief", 900, 1300, ()),
}
"""Name: fragment, width, height (CSS pixel) and options of each."""


def photograph(page: Path, name: str) -> None:
    """Write one picture."""
    fragment, width, height, options = SHOTS[name]
    browser = which("chromium") or which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed: install the package `chromium`")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                "--virtual-time-budget=8000",
                f"--window-size={width},{height}",
                f"--screenshot={HERE / name}",
                *options,
                f"{page.resolve().as_uri()}{fragment}",
            ],
            check=True,
            capture_output=True,
        )
    with Image.open(HERE / name) as taken:
        taken.convert("RGB").quantize(COLOURS).save(HERE / name, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("give the page: python docs/images/make_page_pngs.py PAGE.html")
    for shot in SHOTS:
        photograph(Path(sys.argv[1]), shot)
