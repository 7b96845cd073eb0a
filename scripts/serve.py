"""Run the web server and the worker together until Ctrl-C: `make run`.

HOST, PORT and WEB_PROCESSES come from the environment or .env. In a larger house each of the two
commands below runs under its own supervisor instead.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]
STOP_SECONDS = 15
# More than this, granian warns of.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"{host}:{port} cannot be used: {error.strerror}.\n"
                f"Stop the program that has it, or choose another port: make run PORT={port + 1}"
            )


def start(host: str, port: int, processes: int) -> list[subprocess.Popen[bytes]]:
    """Each in a session of its own, so that Ctrl-C reaches this program only and stopping is in one place."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    web += ["--workers", str(processes), "--blocking-threads", str(THREADS)]
    web += ["--host", host, "--port", str(port), "config.wsgi:application"]
    worker = [*MANAGE, "run_huey", "--quiet"]
    return [subprocess.Popen(command, cwd=ROOT, start_new_session=True) for command in (web, worker)]


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """SIGINT lets both finish what they are doing; what is left of them after that is killed."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(deadline - time.monotonic(), 0.1))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def is_up(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def watch(children: list[subprocess.Popen[bytes]], host: str, port: int, address: str) -> int:
    """Wait until one of them ends, which neither should."""
    announced = False
    while True:
        for child, name in zip(children, ("web server", "worker"), strict=True):
            if child.poll() is not None:
                print(f"The {name} stopped by itself (exit code {child.returncode}); stopping the rest.", flush=True)
                return 1
        if not announced and is_up(host, port):
            announced = True
            print(f"\nPilotage is at {address}    Ctrl-C stops it.\n", flush=True)
            subprocess.run([*MANAGE, "demo", "--logins"], cwd=ROOT, check=False)
        time.sleep(0.3)


def leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    env = Env()
    env.read_env(ROOT / ".env", recurse=False)
    host, port = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000)
    address = os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    refuse_taken_port(host, port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    children = start(host, port, env.int("WEB_PROCESSES", 1))
    code = 0
    try:
        code = watch(children, host, port, address)
    except KeyboardInterrupt:
        print("\nStopping", flush=True)
    finally:
        stop(children)
    sys.exit(code)


if __name__ == "__main__":
    main()
