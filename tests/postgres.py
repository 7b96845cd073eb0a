"""A private PostgreSQL cluster for the tests that need one: in a temporary directory, on a free port, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    if on_path is None:
        pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
    return Path(on_path).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster():
    """Yields the address of an empty database. initdb refuses root, so root runs it as the postgres user."""
    binaries, port = _binaries(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="pilotage-pg-"))
    other = "postgres" if os.geteuid() == 0 else None
    if other:
        shutil.chown(folder, other, other)
    account = pwd.getpwnam(other).pw_name if other else None

    def run(*command):
        subprocess.run(
            command, check=True, user=account, cwd=folder, stdout=subprocess.DEVNULL, extra_groups=[] if other else None
        )

    run(binaries / "initdb", "-D", folder / "data", "-U", "pilotage", "--auth=trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
    try:
        yield f"postgres://pilotage@127.0.0.1:{port}/postgres"
    finally:
        run(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
