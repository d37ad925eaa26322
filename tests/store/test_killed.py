"""kill -9 in the middle of a batch: at most the article in hand is lost, and never half of one is there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ceasewire.errors import StoreError
from ceasewire.store import open_store
from tests.store.invented import REPORT, report

ROOT = Path(__file__).parents[2]
ARTICLES = 40
#: after how many kept articles each process is killed; the first ones while the tables are still being made
KILLS = (0, 0, 1, 3, 8, 15, 24, 33)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long articles, so that a kill falls into the middle of one more often than between two."""
    file = tmp_path_factory.mktemp("batch") / "batch.jsonl"
    with open(file, "w", encoding="utf-8") as out:
        for n in range(ARTICLES):
            record = report(f"r{n}", f"{n}. {REPORT}")
            record["events"] = [record["events"][0] | {"id": f"e{m}"} for m in range(60)]
            out.write(json.dumps(record) + "\n")
    return file


def write(address: str, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", address, str(file)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kept(address: str) -> list[str]:
    """The ids in the database; none where it was killed before there were tables."""
    try:
        with open_store(address) as store:
            assert list(store.check()) == []
            return [record["article"]["id"] for record in store.records()]
    except StoreError as error:
        assert "no such file" in str(error) or "holds no record of Ceasewire" in str(error)
        return []


def test_killed_in_a_loop(address: str, batch: Path) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    acknowledged: set[str] = set()
    for kills, after in enumerate(KILLS, 1):
        process = write(address, batch)
        assert process.stdout and process.stderr
        said: list[str] = []
        while len(said) < after and (line := process.stdout.readline()):
            said.append(line.strip())
        time.sleep(rng.uniform(0, 0.4 if after == 0 else 0.02))
        process.kill()
        with process:  # what was said and not read yet counts; a line cut in two does not
            said += [line for line in process.stdout.read().split("\n")[:-1] if line]
            complaints = process.stderr.read()
        assert not complaints, complaints
        acknowledged |= set(said)
        there = kept(address)
        assert acknowledged <= set(there), f"seed {seed}: kept and lost again: {acknowledged - set(there)}"
        assert len(there) <= len(acknowledged) + kills, f"seed {seed}"
    process = write(address, batch)
    process.communicate()
    assert process.returncode == 0
    assert sorted(kept(address)) == sorted(f"r{n}" for n in range(ARTICLES))


def test_the_program_itself_is_killed_and_goes_on(address: str, tmp_path: Path) -> None:
    text = "Coast Front gunmen attacked Verin on Monday, killing three farmers, Varonian police said. "
    rows = [json.dumps({"id": f"n{n}", "text": f"{text * 12}That was report {n}.", "published": "2024-03-12"}) for n in range(8)]
    (tmp_path / "news.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "ceasewire", "code", "news.jsonl", "--db", address]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    while process.poll() is None and not kept(address):
        time.sleep(0.02)
    process.kill()
    process.wait()
    there = len(kept(address))
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "" and f"{there} there already" in done.stderr
    assert there == 8 or f"{8 - there} new" in done.stderr
    assert sorted(kept(address)) == [f"n{n}" for n in range(8)]
