"""Times that are seen from the report or from the text: "yesterday", "last week", "two days later", "at dawn", "recently"."""

from __future__ import annotations

from ceasewire.reference.timex.reading import CLOCK_UNITS, Match, Reading, length_value

_STOPS = (";", "”", '"', "''", "?", "!")  # marks that end what "before" and "after" could govern


def rel_day(m: Match) -> Reading | None:
    """today, yesterday morning, 9 a.m. tomorrow, early tomorrow."""
    clock = m.clock()
    if clock is None:
        return None
    part = clock or m.value("part") or m.extra("r")
    days = int(m.value("r"))
    r = m.reading("shift", "TIME" if part else "DATE", unit="D", base="report", part=part)
    r.amount, r.sign = float(abs(days)), -1 if days < 0 else 1
    return m.bend(r)


def from_day(m: Match) -> Reading | None:
    """two weeks from today, a week from Monday."""
    if m.has("r") and m.value("r") != "0":
        return None
    r = m.reading("shift", "DATE", unit=m.value("u"), sign=1, base="report", amount=m.number("n"))
    r.weekday = int(m.value("wd")) if m.has("wd") else None
    return m.bend(r)


def pointer(m: Match) -> Reading | None:
    """last week, this morning, the next day, early next year, the coming weekend, the previous night."""
    pointed, unit = m.value("l"), m.value("u")
    if pointed in ("these", "those", "recent"):
        return None
    if m.code("u") in "PN":
        return m.bend(m.reading("pointer", "TIME", unit="D", part=unit, pointer=pointed))
    stretch = (unit in ("E", "C", "L") and pointed in ("last", "past", "next")) or (
        unit in CLOCK_UNITS and pointed in ("last", "past", "next", "previous", "following")
    )
    if stretch:
        return m.reading("length", "DURATION", value=length_value(1, unit), unit=unit, amount=1, pointer=pointed)
    if unit in CLOCK_UNITS or (unit == "Q" and m.code("l") == "l" and "t" in (m.tokens.codes[m.first], m.before) and _is_taken(m)):
        return None
    part = "NI" if unit == "NI" else m.value("part")
    return m.bend(m.reading("pointer", "TIME" if part else "DATE", unit="D" if unit == "NI" else unit, pointer=pointed, part=part))


def period(m: Match) -> Reading | None:
    """the latest period, that same period: the quarter that is spoken of."""
    if m.value("l") not in ("latest", "that"):
        return None
    return m.reading("pointer", "DATE", unit="Q", pointer=m.value("l"))


def the_unit(m: Match) -> Reading | None:
    """the weekend, the end of the month, the year: the one that is spoken of. Without a modifier only some stand for a date."""
    unit = m.value("u")
    if unit in CLOCK_UNITS:
        return None
    if m.word_after in ("ended", "ending") and unit in ("Y", "M", "W"):  # twelve months that end then, not those of the calendar
        return m.bend(m.reading("length", "DURATION", value=length_value(1, unit), unit=unit, amount=1))
    if not m.has("pre"):
        if unit != "WE" and (unit not in ("Y", "M", "W", "Q") or m.word_before in ("of", "over")):
            return None
        if m.word_after in ("of", "when", "that", "in", "-") or (unit == "Q" and _is_part_of_town(m)):
            return None
    return m.bend(m.reading("pointer", "DATE", unit="D" if unit == "NI" else unit, pointer="the"))


def _is_part_of_town(m: Match) -> bool:
    """Rebels seized the quarter, fighting in the quarter: a bare one is of the year where the text counts quarters, or behind "for"."""
    if m.word_before in ("for", "during", "over") or m.word_after in ("ended", "ending"):
        return False
    return _is_taken(m) or not m.tokens.quarterly


def _is_taken(m: Match) -> bool:
    """Is the unit the object of a verb?"""
    return m.tokens.view is not None and m.tokens.view.is_taken(m.tokens.starts[m.at("u")])


def shift(m: Match) -> Reading | None:
    """two weeks ago, a year earlier, three days later, year-ago."""
    tokens, at = m.tokens, m.at("k")
    sign, base, *needs = m.extra("k").split()
    word = tokens.view.token(tokens.starts[at]) if tokens.view is not None else None
    alone = m.after in ".|)&" or (word is not None and word.dep_ == "advmod") or m.word_after in _STOPS
    if needs and not alone and not (m.rule == "shift-pointer" and m.after == ","):
        return None
    unit = m.value("u")
    if m.rule == "shift-pointer" and unit not in ("D", "W", "M", "Y", "NI"):
        return None
    number = m.number("n")
    if number is None and not m.has("n") and m.code("u") == "u":
        number = 1.0
    if m.has("half"):
        number = (number or 1) + 0.5
    r = m.reading("shift", "TIME" if unit in CLOCK_UNITS else "DATE", unit=unit, sign=int(sign), base=base)
    r.amount = None if number is None else number * int(m.extra("u") or 1)
    return m.bend(r)


def year_ago(m: Match) -> Reading | None:
    """year-ago, the year-earlier period, the year-ago third quarter, the quarter a year ago."""
    r = shift(m)
    if r is not None and m.has("o"):
        r.division = f"Q{m.value('o')}"
    return r


def time(m: Match) -> Reading | None:
    """10 p.m., 14:30 GMT, at 6:15, 5 o'clock: the clock of the day spoken of."""
    clock = m.clock()
    if clock is None:
        return None
    colon, oclock = m.code("hour") == "c", "O" in m.found[0]
    four = m.code("hour") in "ny"
    marked = m.has("half") or m.has("zone") or oclock or (four and m.word_before in ("at", "by", "until", "around", "about"))
    if (not marked and not (colon and m.before in "IQ>")) or not (colon or four or m.has("half") or oclock):
        return None
    return m.bend(m.reading("pointer", "TIME", unit="D", pointer="the", part=clock))


def military(m: Match) -> Reading | None:
    """at 1625, at 0945 on Sunday: four digits behind "at" that count nothing."""
    clock = m.clock()
    if not clock or m.word_before != "at":
        return None
    return m.reading("pointer", "TIME", unit="D", pointer="the", part=clock)


def hour_of_part(m: Match) -> Reading | None:
    """at 4 in the morning, around 11 at night; not "two in the morning session"."""
    if m.before not in "IQ>" and (m.word_before,) not in m.vocabulary.borders:
        return None
    hour, _, minute = m.value("hour").partition(":")
    if not hour.isdigit() or not 1 <= int(hour) <= 12 or m.value("part") not in ("MO", "AF", "EV", "NI"):
        return None
    h = int(hour) % 12 + (0 if m.value("part") == "MO" or (m.value("part") == "NI" and int(hour) in (12, 1, 2, 3, 4)) else 12)
    return m.reading("pointer", "TIME", unit="D", pointer="the", part=f"{h:02}:{minute[:2] or '00'}")


def part(m: Match) -> Reading | None:
    """at dawn, overnight, around midnight, in the morning: on the day spoken of."""
    alone = m.code("part") == "N"
    if m.value("part") == "NI" and m.word_before == "at" and not m.has("t"):  # "at night": any
        return m.reading("fixed", "TIME", value="XXXX-XX-XXTNI")
    led = m.word_before in ("by", "until") or (m.has("pre") and m.word_before == "in")
    if not alone and not led and not (m.has("t") and m.word_before in ("", "in", "during")):
        return None
    if not alone and m.tokens.is_attribute(m.first, m.last):  # "in the morning session"
        return None
    pointed = "over" if m.extra("part") == "over" else "the"
    return m.bend(m.reading("pointer", "TIME", unit="D", pointer=pointed, part=m.value("part")))


def reference(m: Match) -> Reading | None:
    """now, recently, the near future, daily: a phrase with a value of its own, where its table says that it is one."""
    type, value = m.value("R").split()
    needs, before, after = m.extra("R"), m.word_before, m.after
    if needs == "soon":
        ahead = m.tokens.view is None or m.tokens.view.direction(m.tokens.starts[m.first], m.tokens.ends[m.first]) > 0
        if not ahead or before in ("as", "too", "how", "so", "very") or m.word_after in ("after", "before", "as", "thereafter"):
            return None
    if needs == "on" and before not in ("on", "by", "until", "before", "after", "since"):
        return None
    if needs == "adjective" and not (after in "~^" and m.noun_follows()) and before != "in":
        return None
    if needs == "noun" and after in "~^wdnzuUMSW":
        follows = ("is", "was", "will", "has", "had", "for", "with", "by", "when", "as", "that", "into", "from")
        if m.word_after not in follows:
            return None
    return m.reading("fixed", type, value=value)


def current(m: Match) -> Reading | None:
    """recent (talks), the current (government): an adjective that points at a time; "the past" as a noun."""
    at, after = m.at("l"), m.after
    word = m.text("l")
    for adjective, value in (("recent", "PAST_REF"), ("current", "PRESENT_REF")):
        if (word == adjective or m.value("l") == adjective) and after in "~^":
            r = m.reading("fixed", "DATE", value=value)
            r.first, r.last = at, at + 1
            return r
    if word == "past" and m.has("t") and (after in ".,|)&" or (m.noun_follows() is False and after in "~^Vf")):
        return m.reading("fixed", "DATE", value="PAST_REF")
    return None
