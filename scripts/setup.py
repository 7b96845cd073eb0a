"""Make a checkout ready: .venv with the requirements, and the system packages they need.

    python3 scripts/setup.py          for running the product
    python3 scripts/setup.py --dev    and for checking and formatting the code
    python3 scripts/setup.py --test   and for every test

Needs nothing but Python 3.11. A second run finds everything in place and takes a moment.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PDF_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "pango-1.0"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
}


def apt_install(packages: Sequence[str], *, why: str) -> bool:
    """Install Debian packages as root or through sudo; otherwise say the line to run."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = ["install", "-y", "-q", "--no-install-recommends", *packages]
    by_hand = f"{why} Run this once:\n    sudo apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get"):
        print(f"{why} Install what your system calls: {' '.join(packages)}")
        return False
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not succeeds(["sudo", "-n", "true"]):
            print(by_hand)
            return False
        apt = ["sudo", "-n", *apt]
    print(f"Installing {' '.join(packages)}", flush=True)
    if succeeds([*apt, *install]) or (succeeds([*apt, "update"]) and subprocess.call([*apt, *install]) == 0):
        return True
    print(by_hand)
    return False


def succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def make_venv() -> None:
    if PYTHON.exists() and succeeds([str(PYTHON), "-m", "pip", "--version"]):
        return
    if importlib.util.find_spec("ensurepip") is None and not apt_install(
        [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], why="Python cannot make a virtual environment."
    ):
        sys.exit(1)
    print("Making .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def fingerprint(requirements: Path) -> str:
    """Changes with the Python in .venv and with every requirement, the included files too."""
    version = subprocess.check_output([str(PYTHON), "--version"])
    texts = [path.read_bytes() for path in (requirements, ROOT / "requirements.txt")]
    return hashlib.sha256(b"\0".join([version, *texts])).hexdigest()


def install_requirements(name: str) -> None:
    requirements, stamp = ROOT / name, VENV / f"{name}.stamp"
    wanted = fingerprint(requirements)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing {name}", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON), "-r", str(requirements)]
    if not (succeeds([*pip, "install", "--quiet", "uv"]) and subprocess.call(uv) == 0):
        subprocess.run([*pip, "install", "--quiet", "-r", str(requirements)], check=True)
    stamp.write_text(wanted)


def loads(soname: str, name: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return ctypes.util.find_library(name) is not None
    return True


def install_pdf_libraries() -> bool:
    missing = [package for package, names in PDF_LIBRARIES.items() if not loads(*names)]
    return not missing or apt_install(missing, why="PDF reports are off: the Pango libraries are missing.")


def install_test_programs() -> bool:
    """Chromium for the browser tests, PostgreSQL's own programs for those on PostgreSQL."""
    missing = []
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        missing.append("chromium")
    if not shutil.which("pg_ctl") and not list(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")):
        missing.append("postgresql")
    return not missing or apt_install(missing, why="The tests need more programs.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="also what checks and formats the code")
    parser.add_argument("--test", action="store_true", help="also the programs that the tests drive")
    given = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12")
    make_venv()
    install_requirements("requirements-dev.txt" if given.dev or given.test else "requirements.txt")
    ready = install_pdf_libraries()
    if given.test and not (install_test_programs() and ready):
        sys.exit(1)


if __name__ == "__main__":
    main()
