from __future__ import annotations

import pytest

from ceasewire.records import Actor, Article, Block, Disagreement, Event, Extent, Mention, Span


def test_a_span_must_fit_its_words() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span(3, 5, "abc")


def test_no_mention_no_actor() -> None:
    with pytest.raises(ValueError, match="no mention"):
        Actor("a1", "Northland", "country", ())


def test_unknown_codes_say_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"Event.type is 'WAR'; allowed: AGREE"):
        Event("e1", "WAR", Span(0, 1, "x"), Extent(0, 1))
    with pytest.raises(ValueError, match=r"Mention\.how"):
        Mention(0, 1, "x", "nickname")


def test_a_disagreement_needs_two_sides() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        Disagreement("d1", "when", (), ())


def test_ids_depend_on_content_only() -> None:
    one, two = Article("x", "The army left."), Article("y", "The army left.")
    assert one.content_id("e", 1, 2) == two.content_id("e", 1, 2) != one.content_id("e", 1, 3)
    assert one.content_id("e", 1, 2) != Article("x", "The army left").content_id("e", 1, 2)


def test_block_at() -> None:
    article = Article("x", "VERIN – Talks", blocks=(Block("dateline", 0, 8), Block("body", 8, 13)))
    assert [article.block_at(i) for i in (0, 7, 8, 99)] == ["dateline", "dateline", "body", "body"]
