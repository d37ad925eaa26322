from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from training import augment
from training.augment import Pool, clipped, disguised, pruned, recased, renamed, reorganised, respelled, title, without
from training.corpora import Act, Frame, Sentence, Word

NATIONAL, COUNCIL = Word("National", "National", "PROPN", "NNP", 0, "amod"), Word("Council", "Council", "PROPN", "NNP", 0, "_")
POOL = Pool(((("Ifeoma",), ("Adeyemi",)),), ("Kindu",), (NATIONAL, NATIONAL), (COUNCIL,))


def sentence() -> Sentence:
    """The Front said “Arden Vale was freed in Verin” ."""
    rows = (
        ("The", "the", "DT", 2, "det", "O"), ("Front", "Front", "NNP", 3, "nsubj", "B-ORG"), ("said", "say", "VBD", 0, "root", "O"),
        ("“", "“", "``", 8, "punct", "O"), ("Arden", "Arden", "NNP", 8, "nsubj:pass", "B-PER"),
        ("Vale", "Vale", "NNP", 5, "flat", "I-PER"),
        ("was", "be", "VBD", 8, "aux:pass", "O"), ("freed", "free", "VBN", 3, "ccomp", "O"), ("in", "in", "IN", 10, "case", "O"),
        ("Verin", "Verin", "NNP", 8, "obl", "B-LOC"), ("”", "”", "''", 8, "punct", "O"), (".", ".", ".", 3, "punct", "O"),
    )
    words = tuple(Word(form, lemma, "X", xpos, head, relation) for form, lemma, xpos, head, relation, _ in rows)
    frames = (Frame(2, "say.01", ((0, 2, "ARG0"),), {1: "ARG0", 7: "ARG1"}), Frame(6, "be.03", (), {}),
              Frame(7, "free.01", (), {4: "ARG1"}))
    return Sentence(tuple(w.form for w in words), words, tuple(r[5] for r in rows), frames)


def test_persons_and_places_get_other_names_and_the_tags_stay() -> None:
    found = renamed(sentence(), POOL, random.Random(1))
    assert " ".join(found.forms) == "The Front said “ Ifeoma Adeyemi was freed in Kindu ” ."
    assert found.names == sentence().names
    assert found.words is not None and (found.words[4].lemma, found.words[9].lemma) == ("Ifeoma", "Kindu")


def test_an_organisation_gets_another_name_with_its_tree() -> None:
    rows = [("Verin", "NNP", 3, "compound", "B-ORG"), ("Grain", "NNP", 3, "compound", "I-ORG"), ("Board", "NNP", 4, "nsubj", "I-ORG"),
            ("paid", "VBD", 0, "root", "O"), (".", ".", 4, "punct", "O")]  # fmt: skip
    words = tuple(Word(form, form, "X", xpos, head, relation) for form, xpos, head, relation, _ in rows)
    frame = Frame(3, "pay.01", (), {2: "ARG0"})
    names = tuple(r[4] for r in rows)
    for seed in range(20):
        found = reorganised(Sentence(tuple(w.form for w in words), words, names, (frame,), asked=(2, 3)), POOL, random.Random(seed))
        last = found.forms.index("Council")
        assert found.words is not None and found.names is not None and found.frames is not None
        assert found.names == ("B-ORG", *["I-ORG"] * last, "O", "O")
        assert [w.head for w in found.words] == [last + 1] * last + [last + 2, 0, last + 2]
        assert (found.words[last].deprel, found.frames[0].token, found.frames[0].args, found.asked) == (
            "nsubj", last + 1, {last: "ARG0"}, (last, last + 1))  # fmt: skip


def test_headline_grammar_keeps_heads_and_arguments() -> None:
    found = clipped(sentence())
    assert " ".join(found.forms) == "Front said “ Arden Vale freed in Verin ”"
    assert found.words is not None and found.frames is not None
    assert [w.head for w in found.words] == [2, 0, 6, 6, 4, 2, 8, 6, 6]
    assert [(f.token, f.args) for f in found.frames] == [(1, {0: "ARG0", 5: "ARG1"}), (5, {3: "ARG1"})]


def test_capitals_keep_the_lemma() -> None:
    found = recased(sentence(), str.upper)
    assert found.words is not None and (found.forms[2], found.words[2].lemma) == ("SAID", "say")


def test_a_word_with_dependents_or_within_a_name_stays() -> None:
    given_sentence = sentence()
    assert without(given_sentence, {1, 4, 5, 7}) is given_sentence


def test_nothing_changed_is_the_same_object() -> None:
    given_sentence = sentence()
    assert respelled(given_sentence, {}, own_lemma=True) is given_sentence


def test_title_case() -> None:
    assert [title(w) for w in ["rebels", "free", "mayor", "of", "the", "port"]] == ["Rebels", "Free", "Mayor", "of", "the", "Port"]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_any_disguise_keeps_a_whole_tree_and_layers_of_one_length(seed: int) -> None:
    found = disguised(sentence(), random.Random(seed))
    assert found.words is not None and found.names is not None and found.frames is not None
    n = len(found.forms)
    assert tuple(w.form for w in found.words) == found.forms and len(found.names) == n
    assert sum(w.head == 0 for w in found.words) == 1 and all(w.head <= n for w in found.words)
    for f in found.frames:
        assert f.token < n and all(h < n for h in f.args)
    said = next(f for f in found.frames if f.roleset == "say.01")
    assert found.words[said.token].lemma == "say"


def test_our_pool_has_people_of_many_cultures_and_towns() -> None:
    pool = augment.Pool.ours()
    assert sum(len(a) > 50 and len(b) > 50 for a, b in pool.people) >= 45
    assert len(pool.towns) > 5000
    assert all(" " not in name and "-" not in name for a, b in pool.people for name in (*a, *b))


def test_what_a_clause_can_be_told_without_goes_with_its_acts() -> None:
    rows = [
        ("Rebels", "NNS", 2, "nsubj"), ("shelled", "VBD", 0, "root"), ("Verin", "NNP", 2, "obj"), ("on", "IN", 5, "case"),
        ("Monday", "NNP", 2, "obl"), (",", ",", 7, "punct"), ("killing", "VBG", 2, "advcl"), ("five", "CD", 7, "obj"),
        (".", ".", 2, "punct"),
    ]  # fmt: skip
    words = tuple(Word(form, form, "X", xpos, head, relation) for form, xpos, head, relation in rows)
    acts = (Act("event", 1, "ASSAULT", {}, {0: "source", 4: "time"}), Act("event", 6, "ASSAULT", {}, {0: "source"}))
    told = Sentence(tuple(w.form for w in words), words, acts=acts)
    found = {" ".join(p.forms): p for p in (pruned(told, random.Random(seed)) for seed in range(40))}
    assert set(found) == {
        "Rebels shelled Verin on Monday , killing five .", "Rebels shelled Verin , killing five .",
        "Rebels shelled Verin on Monday .", "Rebels shelled Verin .",
    }  # fmt: skip
    short = found["Rebels shelled Verin ."]
    assert short.acts == (Act("event", 1, "ASSAULT", {}, {0: "source"}),)
    assert short.words is not None and [w.head for w in short.words] == [2, 0, 2, 2]


def test_a_clause_that_decides_whether_it_happens_stays() -> None:
    rows = [("Rebels", "NNS", 3, "nsubj"), ("will", "MD", 3, "aux"), ("attack", "VB", 0, "root"), ("if", "IN", 6, "mark"),
            ("troops", "NNS", 6, "nsubj"), ("leave", "VBP", 3, "advcl"), (".", ".", 3, "punct")]  # fmt: skip
    words = tuple(Word(form, form, "X", xpos, head, relation) for form, xpos, head, relation in rows)
    told = Sentence(tuple(w.form for w in words), words)
    assert all(pruned(told, random.Random(seed)) is told for seed in range(20))
