"""Articles a second and bytes an article over invented articles, with what that makes of ten million.

Words follow Zipf's law over an invented vocabulary; every article has a few of 300 stock phrases, so that buckets are as full as
those of real news; every tenth article is a reprint of an earlier one, cut and misread.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks import mangling
from ceasewire.link.reprints import Reprints
from ceasewire.read.page import Page

WORDS = 40_000
LONG = (120, 600)  #: words of an article
CLEANED = 1000  #: articles of which the cleaning is timed
MANY = 10_000_000


def invented(count: int, seed: int = 7) -> list[str]:
    """Articles that say nothing: syllables by Zipf's law, sentences of 8 to 25 words."""
    rng = random.Random(seed)
    dice = np.random.default_rng(seed)
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    vocabulary = ["".join(rng.choice(syllables) for _ in range(rng.randint(1, 4))) for _ in range(WORDS)]
    weights = 1 / np.arange(1, WORDS + 1)
    shares = np.cumsum(weights / weights.sum())

    def drawn(count: int) -> list[str]:
        return [vocabulary[k] for k in np.minimum(np.searchsorted(shares, dice.random(count)), WORDS - 1)]

    phrases = [drawn(9) for _ in range(300)]
    out: list[str] = []
    for n in range(count):
        if n % 10 == 9:
            out.append(mangling.ocr(mangling.cut_end(out[rng.randrange(len(out))], rng), rng))
            continue
        words = drawn(rng.randint(*LONG))
        for _ in range(3):
            at = rng.randrange(len(words))
            words[at:at] = rng.choice(phrases)
        text, at = "", 0
        while at < len(words):
            size = rng.randint(8, 25)
            text += " ".join(words[at : at + size]).capitalize() + ". "
            at += size
        out.append(text)
    return out


def write(count: int, path: Path) -> None:
    """The articles, one a line."""
    path.write_text("\n".join(invented(count)), encoding="utf-8")


def speed(count: int) -> None:
    """Prints the figures of one run in this process; the articles are made in another, so that their memory is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles"
        maker = multiprocessing.get_context("spawn").Process(target=write, args=(count, path))
        maker.start()
        maker.join()
        _speed(count, path)


def _speed(count: int, path: Path) -> None:
    warm = Reprints()
    with path.open(encoding="utf-8") as lines:
        began = time.perf_counter()
        for n, line in zip(range(CLEANED), lines, strict=False):
            warm.add_page(Page.of(line, id=str(n)))
        cleaned = (time.perf_counter() - began) * count / min(count, CLEANED)
    warm.close()
    reprints = Reprints()
    before, size, added = _memory(), 0, 0.0
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            began = time.perf_counter()
            reprints.add(str(n), line, "2021-06-01")
            added += time.perf_counter() - began
            size += len(line)
    size //= count
    made = sum(1 for n in range(count) if n % 10 == 9)
    began = time.perf_counter()
    found = reprints.find()
    sought = time.perf_counter() - began
    grown = (_memory() - before) / count
    prints = len(reprints._prints) / count
    print(f"{count:,} articles of {size} characters, {prints:.1f} fingerprints each")
    print(f"read in: {count / added:,.0f} a second; with cleaning: {count / cleaned:,.0f}; finding: {count / sought:,.0f}")
    print(f"memory: {grown:,.0f} bytes an article at most; index {12 * prints:,.0f}; texts {reprints._spool.size / count:,.0f} on disk")
    print(f"reprints found: {sum(len(s.reprints) for s in found.stories):,} of {made:,}; unsure {len(found.unsure):,}")
    hours = (cleaned + sought) / count * MANY / 3600
    disk = reprints._spool.size / count * MANY / 1e9
    print(f"ten million: {hours:.1f} hours on one core, {grown * MANY / 1e9:.1f} GB of memory, {disk:.0f} GB on disk")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
