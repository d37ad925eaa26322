"""Run by path inside the measured environment: codes articles in one process and prints where the time went, as JSON.

For each step: its words a second, and its time in percent of the language model's.

    python -P probe.py ARTICLES.jsonl LIMIT
"""

import json
import resource
import sys
import time

import ceasewire
from ceasewire import pipeline
from ceasewire.clean import clean
from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.read import open_inputs

path, limit = sys.argv[1], int(sys.argv[2])
began = time.perf_counter()
coder = ceasewire.load()
load = time.perf_counter() - began
seconds = {"clean": 0.0, "language": 0.0, "json": 0.0}
words = articles = 0
for page in open_inputs([path], published=None, config=Config()):
    if isinstance(page, InputError):
        continue
    t = [time.perf_counter()]
    article = clean(page)
    t.append(time.perf_counter())
    article = coder.language(article)
    t.append(time.perf_counter())
    layers = article.having(**dict.fromkeys(pipeline.LAYERS, ()))
    for step in coder.line:
        before = time.perf_counter()
        layers = pipeline.advance(step, layers)
        name = type(step).__name__.lower()
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - before
    before = time.perf_counter()
    json.dumps(coder.record(layers))
    seconds["json"] += time.perf_counter() - before
    seconds["clean"] += t[1] - t[0]
    seconds["language"] += t[2] - t[1]
    articles += 1
    words += sum(not x.is_space for x in article.doc)
    if articles >= limit:
        break
total = sum(seconds.values())
print(
    json.dumps(
        {
            "articles": articles,
            "words": words,
            "load_seconds": round(load, 2),
            "articles_per_second": round(articles / total, 1),
            "words_per_second": round(words / total),
            "language_words_per_second": round(words / seconds["language"]),
            "share_outside_language_percent": round(100 * (1 - seconds["language"] / total), 1),
            "seconds": {k: round(v, 2) for k, v in seconds.items()},
            "words_per_second_of": {k: round(words / v) for k, v in seconds.items() if v},
            "percent_of_language": {k: round(100 * v / seconds["language"], 1) for k, v in seconds.items()},
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    )
)
