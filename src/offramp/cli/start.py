"""Where the command `offramp` starts: until all of it is imported, Ctrl-C just ends it."""

import signal


def main() -> None:
    """Import the command line, and carry out what the arguments say."""
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from offramp.cli.main import main as carry_out

    if ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    carry_out()
