"""What a user installs: the wheel, in a clean environment, with the network cut off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks.wheel import build, installed

ROOT = Path(__file__).parents[1]

#: every connection of the process fails, name look-ups too
CUT = """
import socket
def refuse(*words, **more):
    raise OSError("the network is cut off")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""


@pytest.fixture(scope="module")
def binaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("wheel"), extras="")


def test_wheel_holds_data_weights_and_licences(tmp_path: Path) -> None:
    names = zipfile.ZipFile(build(tmp_path / "w")).namelist()
    weights = ("language/weights/encoder.onnx", "language/weights/ATTRIBUTION.md")
    for part in (*weights, "data/codebook/ASSAULT.yaml", "data/demo/", "data/SOURCES.md"):
        assert any(f"ceasewire/{part}" in n for n in names), part
    assert not [n for n in names if n.startswith(("tests/", "training/", "benchmarks/"))]


def test_installed_wheel_runs_with_the_network_cut_off(binaries: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}

    def run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(binaries / program), *words]
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)

    cut = run("python", "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "the network is cut off" in cut.stderr
    done = run("ceasewire", "demo", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 3 and all(r["events"] for r in records)
    component = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('ceasewire'); print(*(t.dep_ for t in nlp('It left.')))"
    spacy = run("python", "-c", component)
    assert spacy.stdout.split() == ["nsubj", "root", "punct"], spacy.stderr
    where = run("python", "-c", "import ceasewire; print(ceasewire.__file__)")
    assert str(binaries.parent) in where.stdout


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_dependencies_have_wheels(version: str, tmp_path: Path) -> None:
    """Every dependency can be had as a wheel for each Python we promise, without a compiler."""
    install = [sys.executable, "-m", "pip", "install", "--dry-run", "-q", "--ignore-installed"]
    command = [*install, "--only-binary", ":all:", "--python-version", version]
    platform = ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64", "--target", str(tmp_path)]
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = project["dependencies"] + project["optional-dependencies"]["web"] + project["optional-dependencies"]["postgres"]
    done = subprocess.run([*command, *platform, *needs], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
