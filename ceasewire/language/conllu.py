"""CoNLL-U in and out, and the JSONL of `ceasewire parse`. Format: universaldependencies.org/format.html.

Names and frames stand in MISC (`Name=B-PER`, `Roleset=withdraw.01`, `Args=3:ARG0,7:ARG1`), so that nothing the model saw is hidden.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from ceasewire.errors import InputError
from ceasewire.language.features import of_tokens, shared
from ceasewire.language.frames import frames_of
from ceasewire.language.model import Analysis, SentenceModel
from ceasewire.records import Article

AHEAD = 256  # sentences read before the first of them is written: a treebank may be larger than memory


@dataclass
class Block:
    """One sentence of a CoNLL-U file: comment lines, word forms, the columns of each word line, other lines by position."""

    comments: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    ranges: dict[int, str] = field(default_factory=dict)  # multiword-token lines, kept as they are, before this word


def read_blocks(lines: Iterable[str], where: str) -> Iterator[Block]:
    """Errors: InputError naming file and line for a line that has not ten columns. Empty nodes (8.1) are left out."""
    block = Block()
    for n, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line.strip():
            if block.words:
                yield block
            block = Block()
        elif line.startswith("#"):
            block.comments.append(line)
        else:
            columns = line.split("\t")
            if len(columns) != 10:
                raise InputError(f"{where}:{n}", f"{len(columns)} columns, but CoNLL-U has 10, separated by tabs")
            if "-" in columns[0]:
                block.ranges[len(block.words)] = line
            elif "." not in columns[0]:
                block.words.append(columns[1])
                block.misc.append("" if columns[9] == "_" else columns[9])
    if block.words:
        yield block


def analysed_blocks(blocks: Iterable[Block], model: SentenceModel, threads: int = 1) -> Iterator[str]:
    """Each block with our analysis, in their order; those before a bad line are given before its error is raised."""
    waiting: deque[Future[str]] = deque()
    trouble: Exception | None = None
    with ThreadPoolExecutor(threads) as pool:
        try:
            for block in blocks:
                waiting.append(pool.submit(analysed_block, block, model))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
        except (InputError, UnicodeDecodeError) as error:
            trouble = error
        yield from (found.result() for found in waiting)
    if trouble is not None:
        raise trouble


def analysed_block(block: Block, model: SentenceModel) -> str:
    """The block with our analysis in place of its own; sentence and tokens are kept."""
    found = model(block.words)
    features = shared()(block.words, found.lemmas, found.upos, found.xpos, found.heads, found.deprels)
    lines = list(block.comments)
    misc = _misc(found)
    for i, word in enumerate(block.words):
        if i in block.ranges:
            lines.append(block.ranges[i])
        notes = "|".join(x for x in (block.misc[i], misc.get(i, "")) if x)
        lines.append(_line(i, word, found, features[i], notes))
    return "\n".join(lines) + "\n\n"


def _line(i: int, word: str, found: Analysis, features: str, misc: str) -> str:
    tags = (found.lemmas[i], found.upos[i], found.xpos[i], features)
    columns = (str(i + 1), word, *tags, str(found.heads[i]), found.deprels[i], "_", misc or "_")
    return "\t".join(columns)


def _misc(found: Analysis) -> dict[int, str]:
    out: dict[int, list[str]] = {}
    for a, b, kind in found.names:
        for i in range(a, b):
            out.setdefault(i, []).append(f"Name={'B' if i == a else 'I'}-{kind}")
    for token, roleset, args in found.frames:
        listed = ",".join(f"{h + 1}:{role}" for role, h, _, _ in args)
        out.setdefault(token, []).append(f"Roleset={roleset}" + (f"|Args={listed}" if listed else ""))
    return {i: "|".join(x) for i, x in out.items()}


def article_blocks(article: Article) -> Iterator[str]:
    """The parsed article, a sentence a block; blanks between words are in `# text` and SpaceAfter=No."""
    assert article.doc is not None
    frames = frames_of(article.doc)
    for n, sentence in enumerate(article.sentences(), 1):
        words = [t for t in sentence if not t.is_space]
        number = {t.i: k for k, t in enumerate(words, 1)}
        text = " ".join(sentence.text.split())
        features = of_tokens(words)
        lines = [f"# sent_id = {article.id}-{n}", f"# text = {text}"]
        for k, t in enumerate(words, 1):
            misc = [] if t.whitespace_ or k == len(words) or t.nbor().is_space else ["SpaceAfter=No"]
            if t.ent_type_:
                misc.append(f"Name={t.ent_iob_}-{t.ent_type_}")
            if t.i in frames:
                frame = frames[t.i]
                args = ",".join(f"{number[a.head]}:{a.role}" for a in frame.args)
                misc.append(f"Roleset={frame.roleset}" + (f"|Args={args}" if args else ""))
            head = 0 if t.head == t else number[t.head.i]
            columns = (str(k), t.text, t.lemma_, t.pos_, t.tag_, features[k - 1], str(head), t.dep_, "_", "|".join(misc) or "_")
            lines.append("\t".join(columns))
        yield "\n".join(lines) + "\n\n"


def article_row(article: Article) -> dict[str, Any]:
    """id, text, tokens, names, predicates (docs/record.md); `head` and `token` are token numbers from 0, the root heads itself."""
    assert article.doc is not None
    doc = article.doc
    tokens = [t for t in doc if not t.is_space]
    number = {t.i: k for k, t in enumerate(tokens)}
    features = [f for s in doc.sents for f in of_tokens([t for t in s if not t.is_space])]
    return {
        "id": article.id,
        "text": article.text,
        "tokens": [
            {
                "start": t.idx, "end": t.idx + len(t), "lemma": t.lemma_, "upos": t.pos_, "xpos": t.tag_, "feats": features[k],
                "head": number[t.head.i], "deprel": t.dep_,
            }
            for k, t in enumerate(tokens)
        ],
        "names": [{"start": e.start_char, "end": e.end_char, "type": e.label_} for e in doc.ents],
        "predicates": [
            {
                "token": number[f.token],
                "roleset": f.roleset,
                "args": [
                    {
                        "role": a.role, "head": number[a.head], "start": doc[a.start].idx,
                        "end": doc[a.end - 1].idx + len(doc[a.end - 1]),
                    }
                    for a in f.args
                ],
            }
            for f in frames_of(doc).values()
        ],
    }
