"""Re-create static/vendor/ from npm packages, or check it without a network.

    python scripts/vendor.py            fetch with the npm client and write everything
    python scripts/vendor.py --check    compare every file with its manifest

People who install the product need no Node: the result is in the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
ICON_NAMES = ROOT / "scripts" / "icons.txt"
SPRITE = "icons.svg"
SOURCE_MAP = re.compile(rb"\s*(/\*|//)[#@] sourceMappingURL=[^\s*]*( \*/)?\s*$")


@dataclass(frozen=True)
class Package:
    """An npm package and the files we take: {name here: path there}. The sprite is built, not taken."""

    name: str
    npm: str
    version: str
    licence: str
    files: dict[str, str]


PACKAGES = [
    Package(
        "bootstrap",
        "bootstrap",
        "5.3.9",
        "MIT",
        {
            "bootstrap.min.css": "dist/css/bootstrap.min.css",
            "bootstrap.bundle.min.js": "dist/js/bootstrap.bundle.min.js",
        },
    ),
    Package("bootstrap-icons", "bootstrap-icons", "1.13.2", "MIT", {}),
    Package("htmx", "htmx.org", "2.0.11", "0BSD", {"htmx.min.js": "dist/htmx.min.js"}),
    Package(
        "plotly",
        "plotly.js-cartesian-dist-min",
        "4.1.1",
        "MIT",
        {"plotly-cartesian.min.js": "plotly-cartesian.min.js"},
    ),
]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def icon_names() -> list[str]:
    lines = ICON_NAMES.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def without_source_map(content: bytes) -> bytes:
    """WhiteNoise's manifest storage refuses a reference to a map that is not there."""
    return SOURCE_MAP.sub(b"\n", content)


def symbol(name: str, svg: str) -> str:
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL).splitlines()
    return f'<symbol id="{name}" viewBox="0 0 16 16">{"".join(shape.strip() for shape in shapes)}</symbol>'


def sprite(read: Callable[[str], bytes]) -> bytes:
    symbols = [symbol(name, read(f"icons/{name}.svg").decode()) for name in icon_names()]
    return ('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n").encode()


def fetch(package: Package) -> dict[str, bytes]:
    """The files of a package as they will stand here; npm checks the tarball against its integrity hash."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "npm",
            "pack",
            f"{package.npm}@{package.version}",
            "--silent",
            "--pack-destination",
            folder,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:

            def read(path: str) -> bytes:
                member = archive.extractfile(f"package/{path}")
                assert member is not None, path
                return member.read()

            files = {name: without_source_map(read(path)) for name, path in package.files.items()}
            if not package.files:
                files[SPRITE] = sprite(read)
            return {"LICENSE": read("LICENSE"), **files}


def manifest(package: Package, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "npm": package.npm,
        "sha256": {name: sha256(content) for name, content in sorted(files.items())},
    }


def read_manifest(package: Package) -> dict[str, Any]:
    path = VENDOR / package.name / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"version": None, "sha256": {}}


def write(package: Package) -> None:
    files = fetch(package)
    old, new = read_manifest(package), manifest(package, files)
    changed = {name for name, digest in old["sha256"].items() if new["sha256"].get(name, digest) != digest}
    if old["version"] == package.version and changed - {SPRITE}:
        sys.exit(f"{package.npm} {package.version} changed: {', '.join(sorted(changed))}. Nothing written.")
    folder = VENDOR / package.name
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    print(f"{package.name} {package.version}: {', '.join(sorted(files))}")


def complaints(package: Package) -> list[str]:
    folder, recorded = VENDOR / package.name, read_manifest(package)
    if recorded["version"] != package.version:
        return [f"{package.name}: {recorded['version']} is here, {package.version} is wanted"]
    expected = set(recorded["sha256"])
    present = {path.name for path in folder.iterdir()} - {"manifest.json"}
    found = [f"{package.name}/{name}: in the manifest or in the folder only" for name in expected ^ present]
    for name in sorted(expected & present):
        if sha256((folder / name).read_bytes()) != recorded["sha256"][name]:
            found.append(f"{package.name}/{name}: differs from its manifest")
    if SPRITE in present:
        drawn = set(re.findall(r'<symbol id="([^"]+)"', (folder / SPRITE).read_text(encoding="utf-8")))
        found += [f"icon {name}: in icons.txt or in {SPRITE} only" for name in sorted(drawn ^ set(icon_names()))]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the manifests, fetch nothing")
    if not parser.parse_args().check:
        for package in PACKAGES:
            write(package)
        return
    found = [line for package in PACKAGES for line in complaints(package)]
    print("\n".join(found) or "Every vendored file is what its manifest says.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
