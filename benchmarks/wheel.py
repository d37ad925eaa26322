"""Builds the wheel of this checkout and installs it into a clean environment of its own, so that what is measured is what ships."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".cache" / "bench"


def build(to: Path) -> Path:
    """The wheel of this checkout in folder `to`."""
    shutil.rmtree(to, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(to.glob("*.whl"))


def installed(folder: Path = HOME, *, extras: str = "[web]") -> Path:
    """The `bin` folder of an environment that holds the wheel; made again only when the wheel has changed."""
    wheel = build(folder / "wheel")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    env, stamp = folder / "env", folder / "env" / "wheel.sha256"
    binaries = env / ("Scripts" if sys.platform == "win32" else "bin")
    if stamp.exists() and stamp.read_text() == digest:
        return binaries
    if not (binaries / "python").exists():
        venv.create(env, with_pip=True, clear=True)
    pip = [str(binaries / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, f"{wheel}{extras}"], check=True)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(wheel)], check=True)
    stamp.write_text(digest)
    return binaries


def size_in_mb(folder: Path) -> float:
    """Megabytes of all files below the folder, links not counted twice."""
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()) / 1e6, 1)
