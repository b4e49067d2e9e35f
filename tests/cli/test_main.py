import os
import signal
import subprocess
import sys

import pytest

from offramp.cli.main import VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_every_verb_ends_with_an_example(call, verb):
    done = call(verb, "--help")
    assert done.exit_code == 0
    last = done.stdout[done.stdout.index("Example:") :].split("\n")[1:]
    assert all(line.strip().startswith("offramp ") for line in last if line)


def test_help_names_every_verb_in_one_line_each_and_the_exit_status(call):
    lines = call("--help").stdout.splitlines()
    for verb in VERBS:
        (told,) = [line for line in lines if line.startswith(f"  {verb} ")]
        assert told.endswith(".")
        assert "..." not in told
    for status in ("0 ", "1 ", "2 ", "130 "):
        assert any(line.strip().startswith(status) for line in lines)


def test_version(call):
    assert call("--version").stdout.startswith("offramp 0.")


def test_without_arguments_it_shows_its_help(call):
    assert "Usage: offramp" in call().output


def test_an_unknown_verb_is_bad_input(call):
    done = call("rum")
    assert done.exit_code == 2
    assert "rum" in done.stderr


def offramp_in_a_process(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "offramp", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        **more,
    )


def test_it_runs_as_a_module():
    assert offramp_in_a_process("--version").stdout.startswith("offramp ")


def test_nobody_reads_on():
    """As `offramp show ardenia --parameters | head -1`, with a reader that is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "offramp", "show", "ardenia", "--parameters"],
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.stderr == b""
    assert done.returncode == 0


def test_an_interrupt_of_the_first_imports_leaves_no_words():
    script = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # also where tests ignore them
sys.meta_path.insert(0, Interrupting())
from offramp.cli.start import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == -signal.SIGINT
    assert done.stdout + done.stderr == ""
