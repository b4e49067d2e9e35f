"""Every example in the documentation runs as it is printed.

The fenced blocks of a document run in their order, in one new folder:

- `bash` runs with `offramp` and `uv run offramp` at hand;
- `python` blocks share their names, as in one session;
- any block tagged `file=NAME` is written to that file;
- a block tagged `no-run` is left out, and so is every other language.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=indent)``` *$",
    re.DOTALL | re.MULTILINE,
)
INSTALL = re.compile(r"^pip install uv && ", re.MULTILINE)  # it is installed: this is the test run
LONGEST = 600  # seconds for one block


@dataclass(frozen=True)
class Block:
    """One fenced block: where it stands, its language, its tags and its text."""

    where: str
    language: str
    tags: tuple[str, ...]
    body: str

    @property
    def file(self) -> str | None:
        """The file to write it to, if any."""
        return next((tag[5:] for tag in self.tags if tag.startswith("file=")), None)


def blocks(text: str, name: str) -> list[Block]:
    """Return the fenced blocks of a Markdown text that are meant to be run or written."""
    found = []
    for match in FENCE.finditer(text):
        language, *tags = match["info"].split() or [""]
        indent = len(match["indent"])
        body = "".join(line[indent:] or "\n" for line in match["body"].splitlines(keepends=True))
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(f"{name}:{line}", language, tuple(tags), body))
    return [block for block in found if "no-run" not in block.tags]


def run_bash(block: Block, folder: Path) -> None:
    """Run a `bash` block as a reader would, from a folder of its own."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "UV_PROJECT": str(ROOT),
        "UV_NO_SYNC": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # dozens of commands share what the first one compiles
        "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "bytecode"),
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", INSTALL.sub("", block.body)],
        check=False,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode == 0, (
        f"{block.where} ends with exit status {done.returncode}:\n{block.body}\n{done.stdout}"
    )


def run_python(block: Block, names: dict[str, object]) -> None:
    """Run a `python` block among the `names` that earlier blocks left."""
    document, _, line = block.where.rpartition(":")
    source = "\n" * int(line) + block.body  # so that a traceback gives the line of the document
    exec(compile(source, document, "exec"), names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_run(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__example__"}
    text = document.read_text(encoding="utf-8")
    for block in blocks(text, str(document.relative_to(ROOT))):
        if block.file:
            Path(block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "bash":
            run_bash(block, tmp_path)
        elif block.language == "python":
            run_python(block, names)


DOCUMENT = """
Write this:

```yaml file=calm.yaml
quantities: {}
```

1. Then

   ```bash
   pip install uv && test -f calm.yaml
   ```

```bash no-run
exit 1
```

```python
answer = 42
```
"""


def test_blocks_are_found_with_their_lines_and_tags():
    found = blocks(DOCUMENT, "x.md")
    assert [(block.where, block.language, block.file) for block in found] == [
        ("x.md:4", "yaml", "calm.yaml"),
        ("x.md:10", "bash", None),
        ("x.md:18", "python", None),
    ]
    assert found[1].body == "pip install uv && test -f calm.yaml\n"


def test_a_failing_block_says_where_it_stands(tmp_path):
    with pytest.raises(AssertionError, match=r"x\.md:3 ends with exit status 7"):
        run_bash(Block("x.md:3", "bash", (), "echo first\nexit 7\n"), tmp_path)
