"""`ceasewire show`: the article sentence by sentence with coloured spans, and the record beside it.

On a wide terminal text and record stand side by side, on a narrow one below each other. Without colour the spans carry
brackets and the number of their record, so that nothing depends on colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ceasewire.serve.export.rows import amount, days, dyad, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDE = 110
COLOURS = {
    "event": "bold red", "actor": "cyan", "time": "green", "place": "yellow", "quantity": "magenta", "statement": "blue",
    "commitment": "bold green",
}


def show(record: dict[str, Any], console: Console) -> None:
    """Prints one article. `record` is the JSON object of docs/record.md."""
    from rich.table import Table
    from rich.text import Text

    article = record["article"]
    name = article["title"] or article["id"].rpartition("/")[2] or article["id"]
    title = f"{name} · {article['published'] or 'no date of publication known'}"
    console.print(Text(title, style="bold underline"))
    if console.is_terminal and not console.no_color:
        console.print(Text.assemble(*((name + "  ", style) for name, style in COLOURS.items())))
    wide = console.width >= WIDE
    numbers = _numbers(record)
    for start, end in _passages(record):
        text = _marked(record, start, end, numbers, plain=not console.is_terminal or console.no_color)
        notes = _notes(record, start, end, numbers)
        if wide:
            grid = Table.grid(padding=(0, 3))
            grid.add_column(width=(console.width - 3) // 2)
            grid.add_column(width=(console.width - 3) // 2)
            grid.add_row(text, Text("\n").join(notes))
            console.print(grid)
        else:
            console.print(text)
            for note in notes:
                console.print(Text("    ").append_text(note))
        console.print()
    _tail(record, console)


def _numbers(record: dict[str, Any]) -> dict[str, str]:
    """Record id → the short number shown: E1, S2, C1."""
    return {
        r["id"]: f"{letter}{n}"
        for letter, layer in (("E", "events"), ("S", "statements"), ("C", "commitments"), ("D", "disagreements"))
        for n, r in enumerate(record[layer], 1)
    }


def _passages(record: dict[str, Any]) -> list[tuple[int, int]]:
    """The pieces that are shown one after the other: the article's blocks, blanks trimmed."""
    text = record["article"]["text"]
    out = []
    for block in record["article"]["blocks"]:
        piece = text[block["start"] : block["end"]]
        if piece.strip():
            start = block["start"] + len(piece) - len(piece.lstrip())
            out.append((start, start + len(piece.strip())))
    return out


def _marked(record: dict[str, Any], start: int, end: int, numbers: dict[str, str], *, plain: bool) -> Text:
    from rich.text import Text

    text = record["article"]["text"]
    spans: list[tuple[int, int, str, str]] = []
    for layer, kind in (("times", "time"), ("places", "place"), ("quantities", "quantity")):
        spans += [(r["start"], r["end"], kind, "") for r in record[layer]]
    spans += [(m["start"], m["end"], "actor", "") for a in record["actors"] for m in a["mentions"]]
    spans += [(e["trigger"]["start"], e["trigger"]["end"], "event", numbers[e["id"]]) for e in record["events"]]
    if not plain:
        shown = Text(text[start:end])
        for a, b, kind, _ in spans:
            if start <= a and b <= end:
                shown.stylize(COLOURS[kind], a - start, b - start)
        return shown
    out, at = "", start
    for a, b, kind, number in sorted(spans):
        if kind == "event" and at <= a and b <= end:
            out += text[at:a] + f"[{text[a:b]}]{number}"
            at = b
    return Text(out + text[at:end])


def _notes(record: dict[str, Any], start: int, end: int, numbers: dict[str, str]) -> list[Text]:
    """The records whose words stand in the passage, a line each."""
    out = []
    by_id = {r["id"]: r for name in ("times", "places", "quantities", "statements") for r in record[name]}
    for s in record["statements"]:
        if start <= s["cue"]["start"] < end:
            who = words(s["speaker_spans"]) or "(nobody named)"
            out.append(_note("statement", f"{numbers[s['id']]} {s['act']} · {who}: {_short(s['content']['text'])}"))
    for e in record["events"]:
        if start <= e["trigger"]["start"] < end:
            out.append(_note("event", _event_line(e, by_id, numbers)))
    for c in record["commitments"]:
        if start <= c["action"]["start"] < end:
            out.append(_note("commitment", _commitment_line(c, numbers)))
    return out


def _event_line(event: dict[str, Any], by_id: dict[str, Any], numbers: dict[str, str]) -> str:
    parties = dyad(words(event["source_spans"]), words(event["target_spans"]))
    kind = event["type"] + (f"-{event['mode']}" if event["mode"] else "")
    parts = [f"{numbers[event['id']]} {kind} {event['status'].upper()}"]
    parts += [parties] if parties else []
    time = event["time"] or {}
    if time.get("ref"):
        parts.append(f"{by_id[time['ref']]['text']} = {days(time['earliest'], time['latest']) or 'no date'}")
    if event["place"]:
        place = by_id[event["place"]["ref"]]
        parts.append(f"in {place['name']} ({place['precision']})")
    parts += [f"{by_id[q]['what']} {amount(by_id[q])}" for q in event["quantities"] if q in by_id]
    if event["said_in"]:
        parts.append(f"in {numbers[event['said_in']]}")
    if event["status_spans"]:
        parts.append(f"because “{words(event['status_spans'])}”")
    return " · ".join(parts)


def _commitment_line(commitment: dict[str, Any], numbers: dict[str, str]) -> str:
    who = words(commitment["debtor_spans"]) or "(nobody named)"
    deadline = commitment["deadline"] or {}
    when = days(deadline.get("earliest"), deadline.get("latest"))
    parts = [f"{numbers[commitment['id']]} {commitment['kind']} {commitment['status'].upper()}"]
    parts.append(f"{who}: {_short(commitment['action']['text'])}")
    parts += [when] if when else []
    parts += [f"condition: {_short(commitment['condition']['text'])}"] if commitment["condition"] else []
    return " · ".join(parts)


def _note(kind: str, line: str) -> Text:
    from rich.text import Text

    return Text("• " + line, style=COLOURS[kind])


def _short(text: str, width: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _tail(record: dict[str, Any], console: Console) -> None:
    """Disagreements, and what was not resolved."""
    from rich.text import Text

    said = {s["id"]: words(s["speaker_spans"]) or "?" for s in record["statements"]}
    for d in record["disagreements"]:
        console.print(Text(f"DISAGREEMENT about {d['kind']}", style="bold"))
        for claim in d["claims"]:
            who = said.get(claim["statement"], "the reporter") if claim["statement"] else "the reporter"
            console.print(Text(f"  – {who}: {claim['value']}: “{_short(claim['span']['text'])}”"))
    if record["unresolved"]:
        console.print(Text(f"NOT RESOLVED ({len(record['unresolved'])})", style="bold"))
        for u in record["unresolved"]:
            console.print(Text(f"  – “{_short(u['text'], 50)}” ({u['kind']}): {u['reason']}", style="dim"))
