"""Lengths and repetitions: "more than three days", "the past two weeks", "weeks of fighting", "every Friday", "twice a month"."""

from __future__ import annotations

from ceasewire.reference.timex.reading import Match, Reading, length_value


def length(m: Match) -> Reading | None:
    """three days, more than four hours, the past two weeks, two-year, recent months, a year and a half, two to three weeks."""
    code, unit = m.code("u"), m.value("u")
    times = int(m.extra("u") or 1) if code in "uU" else 1
    number = m.number("n")
    old = _age_of_what_lasts(m)
    if (_is_age(m) and not old) or (m.has("l") and m.at("l") == m.first and m.word_before == "to"):  # "was to last 72 hours"
        return None
    if code in "SP" and number is None:
        return None
    if not m.has("n") or (m.code("n") == "a" and code == "U"):  # "a decades-long war"
        number = None if code == "U" else 1.0
    if m.has("half"):
        number = (number or 0) + 0.5
    if _is_some_day(m):
        return m.reading("fixed", "DATE", value="FUTURE_REF")
    if unit == "WE":
        unit, times = "D", 2
    elif code in "SP":
        unit = "Y" if code == "S" else "D"
    fraction = m.after == "f" if m.text("u") == "quarter" else m.code("n") != "z" if m.has("n") else True
    if unit == "Q" and fraction and not m.has("l"):  # "a quarter of the votes", "three quarters"
        return None
    pointer = m.value("l")
    r = m.reading("length", "DURATION", value=length_value(number, unit, times), unit=unit, pointer=pointer)
    if m.found[0] == "au" and _is_rate(m):
        r.type = "SET"
    r.amount = None if number is None else number * times
    r.last = old or r.last
    if not pointer and m.after not in "fkj":
        if m.vocabulary.borders.get((m.word_before,), ("",))[0] == "within":
            r.pointer = "within"
        elif m.word_before == "in" and number is not None:
            r.pointer = "in"
            r.sign = int(m.tokens.words[m.last : m.last + 2] == ["'", "time"])  # "in two weeks' time" is ahead
    return m.bend(r)


def _is_age(m: Match) -> bool:
    """ten years old, a ten-year-old, aged ten to twelve years."""
    codes = m.tokens.codes
    if m.before == "A" or codes[m.last : m.last + 2].lstrip("-")[:1] == "A":
        return True
    return m.before in ">&-" and codes[max(0, m.first - 3) : m.first - 2] == "A"


def _age_of_what_lasts(m: Match) -> int | None:
    """The index behind the "old" of an eight-month-old truce, a decade-old war: how long it has been going on. None for other ages."""
    tokens = m.tokens
    at = m.last + (m.after == "-")
    if tokens.codes[at : at + 1] != "A" or at + 1 >= len(tokens.words):
        return None
    old = tokens.view.token(tokens.starts[at]) if tokens.view is not None else None
    words = {tokens.words[at + 1]} if old is None else {old.head.lemma_.lower(), old.head.lower_}
    return None if m.vocabulary.lasting.isdisjoint(words) else at + 1


def _is_rate(m: Match) -> bool:
    """$5 a year, ten raids a day."""
    view = m.tokens.view
    return view is not None and m.after not in "kj" and m.before != "," and view.is_rate(m.tokens.starts[m.at("u")])


def _is_some_day(m: Match) -> bool:
    """"They will one day return", not "for one day"."""
    if m.tokens.words[m.first : m.last] != ["one", "day"] or m.tokens.view is None or m.word_before in ("in", "for", "within", "by"):
        return False
    return m.tokens.view.direction(m.tokens.starts[m.first], m.tokens.ends[m.first + 1]) > 0


def lasting(m: Match) -> Reading | None:
    """a day-long (battle), decades-long, a decade-old (war): one or an open number of units."""
    unit = m.value("u")
    old = None if m.has("long") else _age_of_what_lasts(m)
    if not m.has("long") and old is None:
        return None
    r = m.reading("length", "DURATION", value=length_value(1 if m.code("u") == "u" else None, unit), unit=unit)
    r.last = old or r.last
    return r


def ahead(m: Match) -> Reading | None:
    """the days ahead, years to come."""
    return m.reading("length", "DURATION", value=length_value(None, m.value("u")), unit=m.value("u"), pointer="next")


def over_the_years(m: Match) -> Reading | None:
    """over the years, down the centuries: an open number of units."""
    bound = m.word_after in ("of", "in", "when", "that", "since", "between", "from") or m.after == "y"
    if m.word_before not in ("over", "through", "down") or bound:
        return None
    return m.reading("length", "DURATION", value=length_value(None, m.value("u")), unit=m.value("u"))


def bare(m: Match) -> Reading | None:
    """weeks (of fighting), for years, in days: an open number of units."""
    unit = m.value("u")
    if m.before in "VtdwnDo'" or m.after == "A" or unit in ("WE", "S", "Q", "NI"):
        return None
    return m.reading("length", "DURATION", value=length_value(None, unit), unit=unit)


def repeated(m: Match) -> Reading | None:
    """every day, each July, every two weeks, every Tuesday, three times a week."""
    code, value = m.code("u"), m.value("u")
    if code in "uU":
        return _every_unit(m, value)
    if code == "W":
        value = f"WXX-{value}" + (f"T{m.value('part')}" if m.has("part") else "")
    elif code == "M":
        value = f"{int(value):02}" + (f"-{int(m.value('d')):02}" if m.has("d") else "")
    elif code in "PN":
        value = f"XX-XXT{value}"
    elif code != "S":
        return None
    return m.reading("fixed", "SET", value=f"XXXX-{value}")


def _every_unit(m: Match, unit: str) -> Reading | None:
    number = m.number("n") if m.has("n") else 1.0
    if m.value("e") == "2":
        number = 2.0
    if m.has("o"):
        number = float(m.value("o"))
    if m.has("gap") and unit not in ("D", "W", "M", "Y", "H", "N", "S", "NI"):
        return None
    value = "XXXX-WXX-WE" if unit == "WE" else length_value(number, unit, int(m.extra("u") or 1))
    return m.reading("fixed", "SET", value=value)


def weekdays(m: Match) -> Reading | None:
    """Fridays, on Mondays."""
    return m.reading("fixed", "SET", value=f"XXXX-WXX-{m.value('u')}") if m.extra("u") == "plural" else None
