"""Faults of labels: spans that are not their words, codes the guide does not have, combinations that contradict it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ceasewire.records import ACTS, COMMITMENT_KINDS, COMMITMENT_STATUSES, EVENT_TYPES, STATUSES
from ceasewire.reference import codebook

#: types whose acts can kill; a number of killed on another type belongs to another event (rule 1)
DEADLY = ("ASSAULT", "PROTEST", "COERCE")


def faults(text: str, label: dict[str, Any]) -> Iterator[str]:
    """Every fault of one report's label, in words. text: the report. label: with spans {start, end, text}."""
    for where, span in _spans("", label):
        if text[span["start"] : span["end"]] != span["text"]:
            yield f"{where}: the span {span['start']}-{span['end']} holds {text[span['start']:span['end']]!r}, not {span['text']!r}"
        elif span["text"] != span["text"].strip():
            yield f"{where}: the span begins or ends with a space"
    for n, event in enumerate(label["events"], 1):
        yield from (f"event {n}: {fault}" for fault in _event(text, event))
    for n, one in enumerate(label["statements"], 1):
        yield from (f"statement {n}: {fault}" for fault in _statement(one))
    for n, one in enumerate(label["commitments"], 1):
        yield from (f"commitment {n}: {fault}" for fault in _commitment(text, one))
    seen: dict[tuple[Any, ...], int] = {}
    for n, event in enumerate(label["events"], 1):
        key = (event["type"], event["trigger"] and event["trigger"]["start"], event["mode"])
        if key in seen:
            yield f"event {n}: the same type and trigger as event {seen[key]}"
        seen[key] = n


def _spans(where: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield where, value
        else:
            for key, inner in value.items():
                yield from _spans(f"{where} {key}".strip(), inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value, 1):
            yield from _spans(f"{where} {n}", inner)


def _event(text: str, event: dict[str, Any]) -> Iterator[str]:
    if event["type"] not in EVENT_TYPES:
        yield f"type {event['type']!r} is none of {', '.join(EVENT_TYPES)}"
        return
    modes = codebook.load().pages[event["type"]].modes
    if event["mode"] and event["mode"] not in modes:
        yield f"mode {event['mode']!r}: {event['type']} has {', '.join(modes) or 'none'}"
    if event["status"] not in STATUSES:
        yield f"status {event['status']!r} is none of {', '.join(STATUSES)}"
    if not event["trigger"]:
        yield "no trigger"
    for key in ("killed", "wounded"):
        number = event[key]
        if number is not None and (not isinstance(number, int) or number < 0):
            yield f"{key} {number!r} is not a whole number"
        elif number and event["type"] not in DEADLY:
            yield f"{key} {number} on {event['type']}; numbers stand on {', '.join(DEADLY)}"
    yield from _time(text, event["time"])


def _time(text: str, time: dict[str, Any] | None) -> Iterator[str]:
    if not time:
        return
    if time["text"] not in text:
        yield f"time words {time['text']!r} don't stand in the text"
    days = []
    for key in ("earliest", "latest"):
        if time.get(key) is not None:
            try:
                days.append(date.fromisoformat(time[key]))
            except ValueError:
                yield f"time {key} {time[key]!r} is not a day like 2021-06-01"
    if len(days) == 2 and not days[0] < days[1]:
        yield f"time {time['earliest']} to {time['latest']}: half-open, so the latest is at least the day after the earliest"


def _statement(one: dict[str, Any]) -> Iterator[str]:
    if one["act"] not in ACTS:
        yield f"act {one['act']!r} is none of {', '.join(ACTS)}"
    for key in ("cue", "content"):
        if not one[key]:
            yield f"no {key}"


def _commitment(text: str, one: dict[str, Any]) -> Iterator[str]:
    if one["kind"] not in COMMITMENT_KINDS:
        yield f"kind {one['kind']!r} is none of {', '.join(COMMITMENT_KINDS)}"
    if one["status"] not in COMMITMENT_STATUSES:
        yield f"status {one['status']!r} is none of {', '.join(COMMITMENT_STATUSES)}"
    if not one["action"]:
        yield "no action"
    yield from _time(text, one["deadline"])
