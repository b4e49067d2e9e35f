"""Every example in the documentation runs as it is printed.

The fenced blocks of a document run in their order, in one new folder:

- `bash` runs with `offramp` and `uv run offramp` at hand; what is nothing but such commands runs in
  this process, which spares each of them a start of its own;
- `python` blocks share their names, as in one session;
- any block tagged `file=NAME` is written to that file;
- a block tagged `no-run` is left out, and so is every other language.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offramp.cli.main import app

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


def commands(body: str) -> list[list[str]] | None:
    """Return the words of each command of a `bash` block; None if it takes a shell to run it.

    Each is `offramp` or `uv run offramp` with its words, and may end in `>` and a file.
    """
    lexer = shlex.shlex(body.replace("\\\n", " "), posix=True, punctuation_chars="\n();<>|&$`")
    lexer.whitespace, lexer.whitespace_split = " \t", True
    found = []
    for ends, words in groupby(lexer, key=lambda word: not word.strip("\n")):
        line = list(words)
        if ends:
            continue
        line = line[2:] if line[:2] == ["uv", "run"] else line
        plain = line[:-2] if line[-2:-1] == [">"] else line
        if plain[:1] != ["offramp"] or any(not word.strip("();<>|&$`") for word in plain):
            return None
        found.append(line[1:])
    return found


def run_here(block: Block, words: list[str]) -> None:
    """Run a command in this process, as `commands` gives it."""
    *words, arrow, name = words if words[-2:-1] == [">"] else [*words, "", ""]
    done = CliRunner().invoke(app, words, prog_name="offramp")
    assert done.exit_code == 0, (
        f"{block.where} ends with exit status {done.exit_code}:\n{words}\n{done.output}"
    )
    if arrow:
        Path(name).write_text(done.stdout, encoding="utf-8")


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
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, object] = {"__name__": "__example__"}
    text = document.read_text(encoding="utf-8")
    for block in blocks(text, str(document.relative_to(ROOT))):
        if block.file:
            Path(block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "bash" and (lines := commands(block.body)) is not None:
            for words in lines:
                run_here(block, words)
        elif block.language == "bash":
            run_bash(block, tmp_path)
        elif block.language == "python":
            run_python(block, names)


CHECK = ["check", "x", "--json", ">", "a.json"]

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


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("offramp list\nuv run offramp check x \\\n  --json > a.json\n", [["list"], CHECK]),
        ('offramp query run "SELECT\n  1 > 0"\n', [["query", "run", "SELECT\n  1 > 0"]]),
        ("offramp check x || test $? = 2\n", None),
        ("mkdir mine && offramp list\n", None),
        ("offramp run $name\n", None),
        ("rm run\n", None),
    ],
)
def test_what_takes_no_shell_is_known(body, found):
    assert commands(body) == found
