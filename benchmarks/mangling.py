"""Articles printed again, badly: each way takes a text and a random generator and gives what another paper, page or scanner made of it.

TUNED ways were looked at while the limits of the judgement were set, UNSEEN ones were not. `refilled`, `renamed` and
`follow_up` make what is no reprint, however alike: the same form filled in anew, a new report that quotes the earlier one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

Way = Callable[[str, random.Random], str]

#: scanning errors as they are commonly described: one shape read as another
OCR = {
    "l": "1", "i": "l", "o": "0", "e": "c", "rn": "m", "m": "rn", "s": "5", "b": "h", "h": "b", "cl": "d", "d": "cl", "t": "f",
    "u": "n", "n": "u", "g": "q", "a": "o", "w": "vv", "B": "8", "S": "5", "I": "1", "O": "0", "0": "O", "1": "l", "5": "S",
}  # fmt: skip
LOCAL = (
    "The mayor of Little Wendover said he was following the news with concern. Two families of the town have relatives in the region, and "
    "the parish is collecting blankets in the hall on Mill Lane until the weekend.",
    "Travellers from the county who had booked for the coming weeks can get their money back, the agency on Quay Street told this paper. "
    "So far nine customers have done so, it said, and none was in the area at the time.",
    "Readers who know more about these events can write to the desk. We will not print names without consent, and we check every account "
    "with at least one other person before it goes into the paper.",
)
WIRES = ("VERIN, June 3 (Tide News) — ", "OSTREL (AFP) - ", "MAREDO, Varonia: ", "From our correspondent in Port Kelda\n\n", "")


def synonyms() -> dict[str, str]:
    """Word → another that a rewriting program puts in its place."""
    lines = (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


SYNONYMS = synonyms()


def paragraphs(text: str) -> list[str]:
    """Paragraphs, or where a text has hardly any, groups of two sentences."""
    found = [p.strip() for p in re.split(r"\n\s*\n|\n(?=[A-Z\"“])", text) if p.strip()]
    if len(found) >= 4:
        return found
    alone = sentences(text)
    return [" ".join(alone[n : n + 2]) for n in range(0, len(alone), 2)]


def sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z\"“\[])", text) if s.strip()]


def words(text: str, rng: random.Random, share: float, change: Callable[[str, random.Random], str]) -> str:
    """The text with this share of its words changed."""
    return re.sub(r"\w+", lambda m: change(m[0], rng) if rng.random() < share else m[0], text)


def cut_end(text: str, rng: random.Random) -> str:
    """Its first 30 to 80 percent, ended at a sentence or in the middle of one."""
    cut = text[: int(len(text) * rng.uniform(0.3, 0.8))]
    end = cut.rfind(". ")
    return cut[: end + 1] if rng.random() < 0.5 and end > len(cut) / 2 else cut


def reordered(text: str, rng: random.Random) -> str:
    found = paragraphs(text)
    rng.shuffle(found)
    return "\n\n".join(found)


def with_synonyms(text: str, rng: random.Random) -> str:
    """Every word of the list replaced three times in four."""

    def change(match: re.Match[str]) -> str:
        new = SYNONYMS.get(match[0].lower())
        if new is None or rng.random() > 0.75:
            return match[0]
        return new.capitalize() if match[0][0].isupper() else new

    return re.sub(r"[A-Za-z]+", change, text)


def ocr(text: str, rng: random.Random) -> str:
    """One to four characters in a hundred misread."""
    share = rng.uniform(0.01, 0.04)
    return re.sub(r"rn|cl|.", lambda m: OCR.get(m[0], m[0]) if rng.random() < share * 1.6 else m[0], text, flags=re.DOTALL)


def capitals(text: str, rng: random.Random) -> str:
    return text.upper()


def local_paragraph(text: str, rng: random.Random) -> str:
    """A paragraph of the paper's own at the top, in the middle or at the end."""
    found = paragraphs(text)
    found.insert(rng.choice((0, len(found) // 2, len(found))), rng.choice(LOCAL))
    return "\n\n".join(found)


def dateline(text: str, rng: random.Random) -> str:
    """Another dateline, another first line above it, a credit below."""
    bare = re.sub(r"^[^\n]{0,80}?(?:--|—|–|\(\w+\) -)\s*", "", text, count=1)
    return rng.choice(WIRES) + bare + rng.choice(("", "\n\n© Varonia Post", "\n\nSource: Tide News Agency"))


def no_spaces(text: str, rng: random.Random) -> str:
    """Blanks behind full stops and line ends lost, some others too."""
    text = re.sub(r"([.!?,][\"”’]?)\s+", r"\1", text)
    return re.sub(r" ", lambda m: "" if rng.random() < 0.02 else " ", text)


def typos(text: str, rng: random.Random) -> str:
    """A letter dropped, doubled, swapped or replaced in four to ten words of a hundred, figures left alone."""

    def change(word: str, rng: random.Random) -> str:
        if len(word) < 3 or not word.isalpha():
            return word
        at = rng.randrange(len(word) - 1)
        return rng.choice((
            word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
        ))  # fmt: skip

    return words(text, rng, rng.uniform(0.04, 0.1), change)


def sentences_dropped(text: str, rng: random.Random) -> str:
    """An editor drops every third or fourth sentence, the first one excepted."""
    found = sentences(text)
    return " ".join(s for n, s in enumerate(found) if n == 0 or rng.random() > 0.3)


def partly_rewritten(text: str, rng: random.Random) -> str:
    """The first sentence and a fifth of the others in words that have nothing to do with the old ones."""
    own = [s for p in LOCAL for s in sentences(p)]
    found = sentences(text)
    return " ".join(rng.choice(own) if n == 0 or rng.random() < 0.2 else s for n, s in enumerate(found))


def spun(text: str, rng: random.Random) -> str:
    """A rewriting program: synonyms, sentences swapped in pairs, clauses opened by "meanwhile"."""
    found = sentences(with_synonyms(text, rng))
    for n in range(0, len(found) - 1, 2):
        if rng.random() < 0.4:
            found[n], found[n + 1] = found[n + 1], found[n]
    return " ".join("Meanwhile, " + s if rng.random() < 0.15 else s for s in found)


def scan_of_a_cutting(text: str, rng: random.Random) -> str:
    """All at once: cut, in capitals, misread, lines broken with hyphens."""
    noisy = ocr(cut_end(text, rng), rng)
    noisy = re.sub(r"(\w{4})(\w{4})\b", lambda m: f"{m[1]}-\n{m[2]}" if rng.random() < 0.03 else m[0], noisy)
    return noisy.upper()


TUNED: dict[str, Way] = {
    "cut_end": cut_end, "reordered": reordered, "synonyms": with_synonyms, "ocr": ocr, "capitals": capitals,
    "local_paragraph": local_paragraph,
}  # fmt: skip
UNSEEN: dict[str, Way] = {
    "dateline": dateline, "no_spaces": no_spaces, "typos": typos, "sentences_dropped": sentences_dropped,
    "partly_rewritten": partly_rewritten, "spun": spun, "scan_of_a_cutting": scan_of_a_cutting,
}  # fmt: skip


def refilled(text: str, rng: random.Random) -> str:
    """The same form on another day: every figure, weekday and month another."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December")
    counts = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty")

    def other(match: re.Match[str]) -> str:
        word = match[0]
        for names in (days, months, counts):
            if word in names or word.lower() in names:
                new = rng.choice([n for n in names if n.lower() != word.lower()])
                return new.capitalize() if word[0].isupper() else new
        return "".join(rng.choice("123456789") if c.isdigit() else c for c in word) if word[0].isdigit() else word

    return re.sub(r"\w+", other, text)


def renamed(text: str, rng: random.Random, names: list[str]) -> str:
    """The same form about other people and places: names in the middle of sentences exchanged, each always for the same."""
    new: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        return new.setdefault(match[0], rng.choice(names))

    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{2,}", other, refilled(text, rng))


def follow_up(earlier: str, other: str, rng: random.Random) -> str:
    """A new report (the beginning of another one) with passages of the earlier report as its background."""
    fresh, old = paragraphs(other), paragraphs(earlier)
    start = rng.choice((0, 0, 1))
    background = old[start : start + max(1, int(len(old) * rng.uniform(0.25, 0.6)))]
    news: list[str] = []
    wanted = sum(map(len, background)) * rng.uniform(0.9, 2.0)
    for paragraph in fresh:
        if sum(map(len, news)) >= wanted:
            break
        news.append(paragraph)
    return "\n\n".join(news + background)
