"""Serves a folder of runs until it is told to end."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_urlsafe

import uvicorn
from filelock import FileLock, Timeout

from offramp.results.errors import RunError, writing
from offramp.web.app import application
from offramp.web.guard import LOCAL, Guard
from offramp.web.ledger import Ledger
from offramp.web.runs import Runs
from offramp.web.shelf import Shelf


def serve(
    scenario: str | None,
    run: Path | None,
    *,
    folder: Path,
    host: str,
    port: int,
    token: str,
    ready: Callable[[str], None],
) -> None:
    """Serve a folder of runs; return when it is told to end.

    Args:
        scenario: that the page begins with; None for the first of the library.
        run: a run elsewhere that is shown too; None for none.
        folder: of the runs; made if it is not there.
        host: address to listen on. Beyond this machine every request needs the token.
        port: to listen on; 0 for any that is free.
        token: empty for none on this machine, and for a new one beyond it.
        ready: is told the address to open.

    Raises:
        ScenarioError: if the scenario cannot be read.
        RunError: if the port is taken, another server serves the folder, or it cannot be written.
    """
    local = host in LOCAL
    if not local and not token:
        token = token_urlsafe(24)
    shelf = Shelf(scenario)
    with _alone(folder), _listening(host, port) as sock:
        ledger = Ledger(folder)
        app = application(shelf, Runs(ledger, run), ledger)
        guarded = Guard(app, LOCAL if local else None, token)
        settings = uvicorn.Config(
            guarded, log_level="critical", timeout_graceful_shutdown=2, server_header=False
        )
        shown = host if local else socket.gethostname()
        at = sock.getsockname()[1]
        ready(f"http://{shown}:{at}/{f'?token={token}' if token else ''}")
        with suppress(KeyboardInterrupt):  # it has ended by then
            uvicorn.Server(settings).run(sockets=[sock])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only server of a folder."""
    with writing(folder):
        if folder.exists() and not folder.is_dir():
            msg = f"{folder} is a file: give a folder for the runs"
            raise RunError(msg)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".serve.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            msg = f"another server serves {folder}: end it first, or give another --folder"
            raise RunError(msg) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Listen on a port, or say why that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host.strip("[]"), port))
            sock.listen(128)
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            msg = f"cannot listen on {host} port {port} ({why.lower()}): give another --port"
            raise RunError(msg) from error
        yield sock
