"""Real processes on a database of their own: a worker that is killed, and a person who saves meanwhile."""

import os
import signal
import subprocess
import sys

ROWS = 30_000


def run(tmp_path, *arguments, wait=True):
    command = [sys.executable, "-m", "tests.sla.intake.process", *map(str, arguments)]
    given = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'intake.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    process = subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not wait:
        return process
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    return out


def test_a_reading_holds_nobody_up_and_when_its_worker_is_killed_it_starts_over(tmp_path):
    run(tmp_path, "prepare", ROWS)
    worker = run(tmp_path, "work", wait=False)
    try:
        assert worker.stdout.readline() == "staged\n", worker.stderr.read()
        took = float(run(tmp_path, "save"))
        assert worker.poll() is None
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.communicate()

    state, staged, live = run(tmp_path, "count").split()
    swept = run(tmp_path, "sweep").split()

    assert took < 5
    assert (state, live) == ("reading", "0")
    assert 0 < int(staged) < ROWS
    assert swept == ["dry_run", str(ROWS), "0"]
