"""Questions that every extractor asks of the parse: phrases, clauses, voice, tense, negation, coordination.

Labels are Universal Dependencies v2 (English): nsubj, obj, obl, nmod, acl:relcl, appos, conj … All functions take and give
spaCy tokens or half-open token ranges (start, end); none changes the Doc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
OPENING = frozenset("([{“‘\"'`«„—–-,;:.!?…/)]}”’")
CLOSING = frozenset(")]}”’\"'`».!?…—–-,;:")
POINTING = frozenset({"the", "this", "that", "these", "those"})
#: "he" and "she" in all their forms
HE = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
#: words that join a phrase to the one before
JOINING = frozenset({"and", "but", "or", "nor", "yet"})


class _Tree(NamedTuple):
    """A document's relations as plain lists, made once: spaCy makes a Token for every look at a child, and looking is most of the work.

    A tuple, so that the Doc which carries it can still be written to bytes.
    """

    deps: list[str]
    bases: list[str]
    below: list[list[int]]


def _tree(doc: Doc) -> _Tree:
    tree = doc.user_data.get("tree")
    if isinstance(tree, _Tree):
        return tree
    deps = [t.dep_ for t in doc]
    below: list[list[int]] = [[] for _ in deps]
    for i, token in enumerate(doc):
        head = token.head.i
        if head != i:
            below[head].append(i)
    tree = doc.user_data["tree"] = _Tree(deps, [d.partition(":")[0] for d in deps], below)
    return tree


def children(token: Token, *deps: str) -> list[Token]:
    """The token's dependents with one of these relations (a bare "obl" also takes "obl:agent" and the like)."""
    doc = token.doc
    tree = _tree(doc)
    return [doc[j] for j in tree.below[token.i] if tree.deps[j] in deps or tree.bases[j] in deps]


def child(token: Token, *deps: str) -> Token | None:
    """The first such dependent, or None."""
    doc = token.doc
    tree = _tree(doc)
    return next((doc[j] for j in tree.below[token.i] if tree.deps[j] in deps or tree.bases[j] in deps), None)


def subtree_range(token: Token, *without: str) -> tuple[int, int]:
    """The contiguous range around the token made of its subtree, without branches of the relations in `without`."""
    words = {token.i}
    todo = [token]
    while todo:
        for c in todo.pop().children:
            if c.dep_ in without or c.dep_.split(":", 1)[0] in without:
                continue
            if c.i not in words:
                words.add(c.i)
                todo.append(c)
    start, end = _around(token, words)
    return trimmed(token.doc, start, end, keep=token.i)


def _around(token: Token, words: set[int]) -> tuple[int, int]:
    """The widest range around the token that consists of these words; line breaks between them do not end it."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start - 1 in words or (start > 1 and start - 2 in words and doc[start - 1].is_space):
        start -= 1
    while end in words or (end + 1 in words and doc[end].is_space):
        end += 1
    return start, end


def trimmed(doc: object, start: int, end: int, *, keep: int) -> tuple[int, int]:
    """The range without punctuation and blanks at its edges; the token `keep` always stays."""
    tokens = doc  # a Doc; indexable
    while end - 1 > keep and (tokens[end - 1].is_space or (tokens[end - 1].text in CLOSING and not _closes(tokens, start, end - 1))):  # type: ignore[index]
        end -= 1
    while start < keep and (tokens[start].is_space or tokens[start].text in OPENING):  # type: ignore[index]
        start += 1
    return start, end


def _closes(tokens: object, start: int, at: int) -> bool:
    """Is the closing mark at `at` the partner of an opening one inside the range? ("the “brokered” deal" keeps its marks.)"""
    pairs = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"'}
    opener = pairs.get(tokens[at].text)  # type: ignore[index]
    return opener is not None and any(tokens[i].text == opener for i in range(start + 1, at))  # type: ignore[index]


def noun_phrase(token: Token) -> tuple[int, int]:
    """The full noun phrase headed by the token as docs/annotation.md wants actors.

    With determiner, title and complements; without relative or participial clause, apposition after a comma, acronym in
    brackets, without its own preposition, and without what is coordinated with it ("with the army and rebels" gives "the army").
    """
    words = {token.i}
    todo = [(token, True)]
    while todo:
        head, top = todo.pop()
        for c in head.children:
            base = c.dep_.split(":", 1)[0]
            if base in ("acl", "punct", "parataxis", "dep", "orphan", "advcl", "discourse", "reparandum", "cop", "mark", "advmod") and not (
                (base == "punct" and c.text in "-–'’“”\"/.") or (base == "advmod" and c.i < head.i)
            ):
                continue
            if top and (c.dep_ in SUBJECTS or base in ("case", "conj", "cc", "aux", "expl", "obl", "ccomp", "xcomp", "vocative")):
                continue
            if base == "appos" and _after_break(head, c):
                continue
            words.add(c.i)
            todo.append((c, False))
    start, end = _around(token, words)
    while start < token.i and token.doc[start].dep_ == "case" and token.doc[start].head.dep_ in ("nmod:desc", "compound"):
        start += 1  # its own preposition, hung on the title: "on | President Berg"
    while start < token.i and token.doc[start].lower_ in JOINING:
        start += 1  # hung on the first word of a name: "and | the Verin Defense Forces"
    return trimmed(token.doc, start, end, keep=token.i)


def actor_phrase(token: Token) -> tuple[int, int]:
    """`noun_phrase` of someone who acts or is acted on: without a closing "in PLACE" that tells where the act was.

    The place stays with an active subject and inside "of" phrases, where it tells who it is ("police in Verin said").
    """
    start, end = noun_phrase(token)
    if token.dep_ not in ("nsubj", "root", "nmod"):
        for c in token.children:
            where = c.dep_.startswith("nmod") and token.i < c.i < end
            if where and preposition(c) in ("in", "at", "near", "on", "across", "inside", "outside"):
                start, end = trimmed(token.doc, start, max(token.i + 1, min(t.i for t in c.subtree)), keep=token.i)
                break
    return start, end


def _after_break(head: Token, apposition: Token) -> bool:
    between = head.doc[min(head.i, apposition.i) : max(head.i, apposition.i)]
    return any(t.text in {",", "(", "[", "—", "–", ";", ":"} for t in between)


def coordinated(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order; given any member, the whole list."""
    first = token
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    out = [first]
    todo = [first]
    while todo:
        for c in todo.pop().children:
            if c.dep_ == "conj":
                out.append(c)
                todo.append(c)
    return sorted(out, key=lambda t: t.i)


def ancestors(token: Token) -> Iterator[Token]:
    """From the token's head up to the root."""
    seen = {token.i}
    while token.head != token and token.head.i not in seen:
        token = token.head
        seen.add(token.i)
        yield token


def is_definite(noun: Token) -> bool:
    """Has it a word that says which one is meant: "the", "these", a possessor ("their", "Berg's")?"""
    return any(c.lower_ in POINTING or c.dep_ == "nmod:poss" for c in children(noun, "det", "nmod"))


def is_clause(token: Token) -> bool:
    """Does the token head a clause (a verb, or a predicate with a copula or a subject)?"""
    return (
        token.pos_ == "VERB"
        or (token.dep_.split(":", 1)[0] in ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis") and token.pos_ != "PUNCT")
        or any(c.dep_ == "cop" or c.dep_ in SUBJECTS for c in token.children)
    )


def clause_of(token: Token) -> Token:
    """The head of the smallest clause that the token stands in (itself, if it heads one)."""
    if is_clause(token):
        return token
    for t in ancestors(token):
        if is_clause(t):
            return t
    return token.sent.root


def subject(clause: Token, *, inherited: bool = True) -> Token | None:
    """The clause's subject.

    inherited: a clause without one takes it from the verb it is coordinated with, or, for xcomp ("agreed to meet"), from the
    controlling verb's object ("forced X to leave") or subject; a participle on a noun ("troops leaving") takes the noun.
    """
    own = child(clause, *SUBJECTS)
    if own is not None or not inherited:
        return own
    if clause.dep_ == "conj":
        return subject(clause.head)
    if clause.dep_ == "xcomp":
        return child(clause.head, "obj") or subject(clause.head)
    if clause.dep_.startswith("advcl") and not child(clause, "mark", "advmod"):
        return subject(clause.head)
    if clause.dep_.startswith("acl") and clause.dep_ != "acl:relcl" and clause.tag_ == "VBG":
        return clause.head
    return None


def antecedent(relative: Token) -> Token | None:
    """For "who", "which", "that" inside a relative clause: the noun that the clause belongs to."""
    if relative.tag_ not in ("WP", "WDT", "WP$") and relative.lower_ not in ("that", "who", "which", "whom", "whose"):
        return None
    for t in ancestors(relative):
        if t.dep_ == "acl:relcl":
            return t.head
    return None


def is_passive(verb: Token) -> bool:
    """ "was attacked", "being held", and the bare participle on a noun ("troops killed in"; not "a pact they signed")."""
    if child(verb, "aux:pass") is not None or child(verb, "nsubj:pass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and child(verb, "aux", "nsubj") is None


def agent(verb: Token) -> Token | None:
    """The "by" phrase of a passive or a noun ("an attack by rebels")."""
    for c in children(verb, "obl", "nmod"):
        if any(p.lower_ == "by" for p in children(c, "case")):
            return c
    return None


def preposition(token: Token) -> str:
    """The case word(s) before a nominal, in lower case: "in", "out of"; empty where there is none."""
    case = children(token, "case")
    return " ".join(w.lower_ for c in case for w in sorted([c, *children(c, "fixed")], key=lambda t: t.i))


def shared_preposition(token: Token) -> str:
    """The nominal's own preposition, or that of the list it stands in ("from Verin and Alma")."""
    return preposition(token) or preposition(coordinated(token)[0])


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's auxiliaries in text order, modals and those of the passive among them."""
    return children(verb, "aux")


def modal(verb: Token) -> Token | None:
    """The modal auxiliary (will, would, may, could …), also "to" as "shall"-like is not one."""
    return next((a for a in auxiliaries(verb) if a.tag_ == "MD"), None)


def negation(token: Token) -> Token | None:
    """The word that negates the clause or noun: not, n't, never, no, neither, without."""
    for c in token.children:
        if c.lower_ in ("not", "n't", "n’t", "never", "no", "neither", "nor", "without", "nobody", "none") and c.dep_ in (
            "advmod", "det", "case", "mark", "cc", "advmod:neg", "preconj", "cc:preconj",
        ):
            return c
    return None


def tense(verb: Token) -> str:
    """ "past", "perfect", "past perfect", "present", "progressive", "future", "modal", "infinitive", "participle" of a verb group."""
    aux = auxiliaries(verb) + children(verb, "cop", "aux:pass")
    words = {a.lower_ for a in aux}
    if modal(verb) is not None:
        return "future" if words & {"will", "'ll", "’ll", "shall"} else "modal"
    if words & {"had", "'d"}:
        return "past perfect"
    if words & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if verb.tag_ == "VBG":
        return "progressive" if words & {"is", "are", "am", "'s", "'re", "was", "were", "been"} else "participle"
    if verb.tag_ == "VBN" and not words:
        return "participle"
    if words & {"was", "were", "did"} or verb.tag_ == "VBD":
        return "past"
    if any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children):
        return "infinitive"
    return "present"
