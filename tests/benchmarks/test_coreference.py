from __future__ import annotations

from benchmarks.coreference import answer, figures, judged, tallies

TEXT = "Ana Torvald spoke. She left."


def actor(*mentions: tuple[int, int, str]) -> dict[str, object]:
    return {"mentions": [{"start": a, "end": b, "how": how} for a, b, how in mentions]}


def mark(**changes: object) -> dict[str, object]:
    return {"id": "x", "what": "pronoun", "start": 19, "end": 22, "antecedents": [[0, 11]], "none": False} | changes


def test_a_pronouns_answer_is_the_other_words_of_its_actor() -> None:
    assert answer(mark(), [actor((0, 11, "name"), (19, 22, "pronoun"))]) == [(0, 11)]
    assert answer(mark(), [actor((0, 11, "name"))]) is None
    assert answer(mark(), [actor((19, 22, "pronoun"))]) is None


def test_each_verdict_is_counted_once() -> None:
    gold = [mark(), mark(start=23, end=27, none=True, antecedents=[])]
    right = {"x": {"actors": [actor((0, 11, "name"), (19, 22, "pronoun"))]}}
    wrong = {"x": {"actors": [actor((12, 17, "name"), (19, 22, "pronoun"))]}}
    assert [verdict for _, verdict, *_ in judged(gold, right)] == ["right", "none open"]
    assert [verdict for _, verdict, *_ in judged(gold, wrong)] == ["wrong", "none open"]
    assert [verdict for _, verdict, *_ in judged(gold, {"x": {"actors": []}})] == ["open", "none open"]
    count = tallies(judged(gold, right))["all", "both"]
    assert figures(count)["precision"] == 100.0 and count.total() == 2


def test_nothing_answered_is_no_precision() -> None:
    assert figures(tallies(judged([mark()], {"x": {"actors": []}}))["pronouns", "both"])["coverage"] == 0.0
