"""Compiled kernels are kept apart for every state of the sources."""

import os

import pytest

from offramp.engine import kernel_folder as module
from offramp.engine.kernel_folder import kernel_folder


@pytest.fixture
def package(monkeypatch, tmp_path):
    """A package with one source of kernels."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    for folder in module.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "engine" / "kernel.py").write_text("one")
    return tmp_path


def test_other_sources_have_another_folder_and_the_old_one_goes(package):
    before = kernel_folder()
    before.mkdir()
    assert kernel_folder() == before
    assert before.exists()
    (package / "engine" / "kernel.py").write_text("two")
    assert kernel_folder() != before
    assert not before.exists()


def test_the_environment_says_where(package, monkeypatch):
    inside = kernel_folder().name
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(package / "elsewhere"))
    assert kernel_folder() == package / "elsewhere" / inside


def test_where_nothing_may_be_written_it_is_in_the_cache_of_the_user(package, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(package / "cache"))
    assert kernel_folder().parent == package / "cache" / "offramp"
