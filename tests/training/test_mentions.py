from __future__ import annotations

from training.corpora import Word
from training.mentions import IGNORE, mentions, name_tags


def words(*rows: tuple[str, str, int, str]) -> tuple[Word, ...]:
    return tuple(Word(form, form, "X", xpos, head, relation) for form, xpos, head, relation in rows)


def test_a_person_is_the_name_without_the_title() -> None:
    sentence = words(
        ("President", "NNP", 2, "nmod:desc"), ("Arden", "NNP", 4, "nsubj"), ("Vale", "NNP", 2, "flat"), ("left", "VBD", 0, "root"),
    )
    entities = ["(1-person-new-nnnnn-cf1-1,2,3-sgl", "", "1)", ""]
    assert name_tags(sentence, entities, ()) == (IGNORE, "B-PER", "I-PER", "O")


def test_a_title_alone_is_not_learned_from() -> None:
    sentence = words(("Secretary", "NNP", 4, "nsubj"), ("of", "IN", 3, "case"), ("State", "NNP", 1, "nmod"), ("left", "VBD", 0, "root"))
    entities = ["(1-person-new-nnnnn-cf1-1,2,3-sgl", "", "1)", ""]
    assert name_tags(sentence, entities, {"secretary"}) == (IGNORE, IGNORE, IGNORE, "O")


def test_a_mention_that_is_no_name_gives_none_and_a_capital_that_none_explains_is_left_out() -> None:
    sentence = words(("The", "DT", 2, "det"), ("army", "NN", 3, "nsubj"), ("left", "VBD", 0, "root"), ("Verin", "NNP", 3, "obj"))
    assert name_tags(sentence, ["(1-organization-new-nnnnn-cf1-2-sgl", "1)", "", ""], ()) == ("O", "O", "O", IGNORE)


def test_the_longer_name_holds_the_shorter() -> None:
    sentence = words(("Verin", "NNP", 3, "compound"), ("State", "NNP", 3, "compound"), ("University", "NNP", 0, "root"))
    entities = ["(1-organization-new-nnnnn-cf1-1,2,3-sgl(2-place-new-nnnnn-cf2-1-sgl)", "", "1)"]
    assert name_tags(sentence, entities, ()) == ("B-ORG", "I-ORG", "I-ORG")


def test_pieces_of_a_name() -> None:
    town = ["(1-place-new-nnnnn-cf1-1,3,4-sgl", "", "", "1)"]
    assert mentions(town) == [(0, 1, "place")]  # "Verin , North Velmara": the rest is a mention of its own
    assert mentions([x.replace("place", "person") for x in town]) == []  # "A , B C": each has its own mention


def test_a_name_with_of_is_one() -> None:
    sentence = words(
        ("University", "NNP", 0, "root"), ("of", "IN", 4, "case"), ("North", "NNP", 4, "compound"), ("Verin", "NNP", 1, "nmod"),
    )
    entities = ["(1-organization-new-nnnnn-cf1-1-sgl", "", "(2-place-new-nnnnn-cf2-1,2-sgl", "1)2)"]
    assert name_tags(sentence, entities, ()) == ("B-ORG", "I-ORG", "I-ORG", "I-ORG")
