"""What stops `offramp serve` from starting."""

import socket


def test_a_port_in_use_is_said(call):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = call("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 1
    assert "give another --port" in done.output


def test_a_folder_that_is_a_file_and_a_scenario_that_is_not_there_are_said(call, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = call("serve", "--folder", "file", "--port", 0)
    assert done.exit_code == 1
    assert "is a file" in done.output
    done = call("serve", "nowhere", "--port", 0)
    assert done.exit_code == 2
    assert "nowhere" in done.output
