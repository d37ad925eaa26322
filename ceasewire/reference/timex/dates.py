"""Days and months of the calendar, in words or digits: "5 May 2021", "Friday, June 4", "the night of 12-13 October", "Eid al-Fitr"."""

from __future__ import annotations

from dataclasses import replace

from ceasewire.reference.timex import calendar
from ceasewire.reference.timex.reading import Match, Reading

#: prepositions that lead a bare month
_LEADERS = frozenset((
    "in", "of", "since", "until", "till", "by", "from", "to", "through", "before", "after", "between", "during", "for", "around", "about",
))


def date(m: Match) -> Reading | None:
    """A day, month or year in its usual orders, with what may stand around it."""
    r = m.reading("date", "DATE")
    clock = m.clock()
    if clock is None:
        return None
    if m.has("wd"):
        r.weekday = int(m.value("wd"))
    if m.has("m"):
        r.calendar, r.month = month_of(m)
    if m.has("d") or m.has("nth"):
        r.day = int(m.first_value("d", "nth"))
        if not 1 <= r.day <= 31:
            return None
    if m.has("y"):
        r.year = int(m.value("y"))
    if m.has("yy"):  # "3 Jan 90 --"
        if len(m.value("yy")) != 2:
            return None
        r.year = 1900 + int(m.value("yy"))
    r.pointer = m.value("l")
    if m.has("l") and r.pointer == "following" and not _is_the_following(m):
        return None
    if m.has("ly"):  # "May 5 last year", "Friday last week"
        unit = m.tokens.values[m.found.end("ly")]
        if unit != ("Y" if r.month is not None else "W"):
            return None
        if unit == "W":
            r.unit, r.pointer = unit, m.value("ly")
        else:
            r.of_year = m.value("ly")
    if r.weekday is not None and r.month is None and not _stands_alone(m, m.at("wd"), r):
        return None
    if r.month is not None and r.day is None and not _stands_alone(m, m.at("m"), r):
        return None
    if r.day is not None and r.year is None and m.before == "t" and m.is_in_name():  # "the March 23 Movement"
        return None
    r.season = m.value("s")
    r.bc = m.has("era") and m.code("era") == "B"
    r.part = clock or m.value("part")
    if r.part:
        r.type = "TIME"
    return m.bend(r)


def month_of(m: Match) -> tuple[str, int]:
    """(calendar, month) of the group m; "" is our own calendar."""
    name, _, month = m.value("m").rpartition(" ")
    return name, int(month)


def _is_the_following(m: Match) -> bool:
    """"the following Thursday", not "following Thursday's attack"."""
    return m.tokens.codes[m.at("l") - 1 : m.at("l")] == "t" or " " in m.text("l")


def _stands_alone(m: Match, at: int, r: Reading) -> bool:
    """Is a bare month or weekday a time? Not a surname, a verb, a paper ("May", "March", "Sun") and not part of a longer name."""
    tokens, trap = m.tokens, m.tokens.extras[at]
    before, after = m.first - 1, m.last
    if trap == "plural":
        return False
    if tokens.view is not None and tokens.view.name(tokens.starts[m.first], tokens.ends[after - 1]) == "PER":
        return False
    pointed = bool(r.of_year) or (bool(r.pointer) and r.pointer != "that")
    framed = r.year is not None or pointed or m.has("u") or r.mod is not None or m.has("pre")
    if not trap or framed:
        return True
    led = before >= 0 and m.word_before in _LEADERS
    named = m.after == "^" and tokens.ends[after - 1] + 1 == tokens.starts[after]
    if trap == "name":
        return (led and not named) or (before >= 0 and not named and m.before not in "^'")
    if r.weekday is not None:
        return False
    if m.before in "ta" and m.after == "~" and m.noun_follows():  # "the March raid"
        return True
    if before >= 1 and m.before in "&>-" and tokens.codes[before - 1] in "MyD":
        return True
    return led and not named


def iso(m: Match) -> Reading | None:
    value = m.tokens.values[m.first].upper()
    if calendar.interval(value) is None:
        return None
    return m.reading("fixed", "TIME" if "T" in value else "DATE", value=value)


def slash(m: Match) -> Reading | None:
    """5/7/98: month first, as English-language wires write it, unless only day first is a date."""
    a, b, year = map(int, m.tokens.values[m.first].split("/"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    month, day = (a, b) if a <= 12 else (b, a)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return m.reading("date", "DATE", year=year, month=month, day=day)


def day_range(m: Match) -> list[Reading] | None:
    """2 to 5 March, May 2-5: two readings that share what is written once."""
    one, two = int(m.value("d1")), int(m.value("d2"))
    if not 1 <= one <= 31 or not 1 <= two <= 31:
        return None
    name, month = month_of(m)
    first = m.reading("date", "DATE", calendar=name, month=month, day=one)
    first.year = int(m.value("y")) if m.has("y") else None
    first.first, first.last = m.first if m.at("m") < m.at("d1") else m.at("d1"), m.found.end("d1")
    return [first, replace(first, first=m.at("d2"), last=m.last, day=two)]


def night_of(m: Match) -> Reading | None:
    """The night of 12-13 October, the morning of May 5, the night of Friday."""
    r = date(m)
    if r is not None:
        r.first, r.last, r.type = m.first, m.last, "TIME"
        r.days = 2 if m.has("d2") else 1
    return r


def day_part(m: Match) -> Reading | None:
    """noon on Aug. 20, midnight on Friday, 3 May; "overnight on May 5" leaves open which of two nights is meant."""
    r = date(m) if m.extra("part") != "over" else None
    if r is not None:
        r.first, r.last = m.first, m.last
    return r


def unit_of(m: Match) -> Reading | None:
    """the week of March 6, the weekend of 5 June, the month of May."""
    r, unit = date(m), m.value("u")
    if r is None or unit not in ("M", "W", "WE") or (unit == "M") != (r.day is None):
        return None
    r.first, r.unit = m.first, "" if unit == "M" else unit
    return r


def day_of_month(m: Match) -> Reading | None:
    """on the 5th, the 28th of that month."""
    led = m.word_before in ("on", "by", "until", "since") and m.after in ",.)~" and not m.noun_follows()
    if not m.has("l") and not led:
        return None
    return m.reading("date", "DATE", day=int(m.value("d")), pointer="that")


def nth(m: Match) -> Reading | None:
    """the first week of May 2021, the last day of the month, the second Tuesday of March."""
    inner = date(m)
    if inner is None:
        return None
    what, weekday = m.value("u"), m.code("u") == "W"
    if not weekday and what not in ("D", "W", "WE", "M"):
        return None
    if weekday:
        inner.weekday, what = None, f"W{what}"
    return replace(inner, nth=(int(m.value("o")) if m.has("o") else -1, what), first=m.first, last=m.last, type="DATE")


def nth_of_unit(m: Match) -> Reading | None:
    """the last day of the month, the first week of next year."""
    what, unit = m.value("u"), m.value("v")
    if (what, unit) not in (("D", "W"), ("D", "M"), ("D", "Y"), ("W", "M"), ("W", "Y"), ("M", "Y")):
        return None
    n = int(m.value("o")) if m.has("o") else -1
    return m.reading("pointer", "DATE", unit=unit, pointer=m.value("l2") or "the", nth=(n, what))


def holiday(m: Match) -> Reading | None:
    r = m.reading("date", "DATE", holiday=m.value("h"), days=int(m.extra("h") or 1), pointer=m.value("l"), unit=m.value("u"))
    if r.unit not in ("", "W", "WE"):
        return None
    if m.has("y") and int(m.value("y")) >= 1600:  # a smaller one counts in the holiday's own calendar
        r.year = int(m.value("y"))
    return m.bend(r)
