"""What the parser gets wrong by habit in news style, mended in one sentence's analysis by grammar.

The treebanks that the model learned from hardly have "said on Monday it would pull its soldiers out", the commonest sentence
of a wire story: the day goes to the pulling there, and with it the day of the act, its direction in time and its deadline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ceasewire import lexicon
from ceasewire.language.model import Analysis

_SUBJECTS = ("nsubj", "csubj", "expl")
_FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("obl", "nmod", "obj", "iobj", "nmod:unmarked", "obl:unmarked")
_ADVERBIALS = ("obl", "nmod", "advmod")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists that repairs ask, in small letters: `days` name a day already past or today, `dates` a day or month."""

    days: frozenset[str]
    dates: frozenset[str]
    resulting: frozenset[str]  # verbs behind whose object an adjective says what became of it

    @classmethod
    def ours(cls) -> Words:
        """From data/lexicons/en."""
        days = frozenset(lexicon.words("telling_days"))
        months = (row["word"] for row in lexicon.table("lexicons/en/months", ("word", "month")))
        return cls(days, days.union(months), frozenset(lexicon.words("resulting_verbs")))


def repaired(words: list[str], found: Analysis, known: Words) -> Analysis:
    """All repairs, in the order in which they build on each other."""
    found = joined_subjects(active_subject(subject_with_preposition(shot_dead(words, nominals(infinitives(first_of_flat(found)))))))
    found = object_of_the_last(titled_object(resultative(participles(subject_of_saying(found)), known.resulting)))
    found = object_before_infinitive(including(words, found))
    return day_of_saying(words, deadline_of_infinitive(words, found, known.dates), known.days)


def day_of_saying(words: list[str], found: Analysis, days: frozenset[str]) -> Analysis:
    """A day between a verb and the clause it reports, without a comma, dates the reporting verb.

    words: the sentence; days: small-letter words that name a day already past or today ("monday", "yesterday").
    """
    moved: dict[int, int] = {}
    for verb, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        reporting = head - 1
        if relation != "ccomp" or not 0 <= reporting < verb or not found.xpos[reporting].startswith("V"):
            continue
        children = [i for i, h in enumerate(found.heads) if h == verb + 1]
        if any(found.deprels[i] == "mark" and i < verb for i in children):
            continue
        subject = next((i for i in children if found.deprels[i].partition(":")[0] in _SUBJECTS), None)
        if subject is None:
            continue
        opens = _reach(found.heads, subject)[0]
        for i in children:
            first, last = _reach(found.heads, i)
            between = reporting < first and last < opens and "," not in words[reporting:opens]
            dates = any(w.lower() in days for w in words[first : last + 1])
            if found.deprels[i].partition(":")[0] in _ADVERBIALS and between and dates:
                moved[i] = reporting
    if not moved:
        return found
    heads = [moved[i] + 1 if i in moved else h for i, h in enumerate(found.heads)]
    return replace(found, heads=heads, frames=_with_days(found, moved))


def deadline_of_infinitive(words: list[str], found: Analysis, days: frozenset[str]) -> Analysis:
    """A "by" with a day after an infinitive is the infinitive's deadline, not its governor's ("required them to leave by May 1").

    words: the sentence; days: small-letter words that name a day or month.
    """
    moved: dict[int, int] = {}
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        if relation != "obl" or not head:
            continue
        verb = next((i for i in range(head, word) if found.heads[i] == head and found.deprels[i] == "xcomp"), None)
        first, last = _reach(found.heads, word)
        if verb is None or words[first].lower() != "by" or "," in words[verb:first] or found.xpos[verb] != "VB":
            continue
        if any(w.lower() in days for w in words[first : last + 1]):
            moved[word] = verb
    if not moved:
        return found
    heads = [moved[i] + 1 if i in moved else h for i, h in enumerate(found.heads)]
    return replace(found, heads=heads, frames=_with_days(found, moved))


def subject_of_saying(found: Analysis) -> Analysis:
    """A subject before the reporting verb is that verb's, not the reported one's ("authorities, which host millions, say they expect")."""
    heads = list(found.heads)
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        verb = head - 1
        if relation != "nsubj" or verb < 0 or found.deprels[verb] != "ccomp":
            continue
        reporting = found.heads[verb] - 1
        served = any(h == reporting + 1 and d in ("nsubj", "nsubj:pass") for h, d in zip(found.heads, found.deprels, strict=True))
        second = any(h == head and d == "nsubj" and i > reporting for i, (h, d) in enumerate(zip(found.heads, found.deprels, strict=True)))
        if word < reporting < verb and second and not served:
            heads[word] = reporting + 1
    return found if heads == found.heads else replace(found, heads=heads)


def active_subject(found: Analysis) -> Analysis:
    """The subject of a verb without a passive auxiliary is its doer where the verb has an object or a form that is never passive.

    "A raid on the town killed 14 people", "the newspaper named no source".
    """
    below: dict[int, set[str]] = {}
    for head, relation in zip(found.heads, found.deprels, strict=True):
        below.setdefault(head, set()).add(relation)
    relations = [
        "nsubj"
        if relation == "nsubj:pass" and "aux:pass" not in below[head] and ("obj" in below[head] or found.xpos[head - 1] in _FINITE)
        else relation
        for head, relation in zip(found.heads, found.deprels, strict=True)
    ]
    return found if relations == found.deprels else replace(found, deprels=relations)


def infinitives(found: Analysis) -> Analysis:
    """A verb with "to" is no nominal: what it does completes a verb or says of a noun what for ("promised on Monday | to release")."""
    marked = {h - 1 for i, h in enumerate(found.heads) if found.xpos[i] == "TO" and found.deprels[i] == "mark"}
    relations = list(found.deprels)
    for word in marked:
        head = found.heads[word] - 1
        if found.xpos[word] == "VB" and relations[word] in _NOMINAL and head >= 0:
            relations[word] = "xcomp" if found.xpos[head].startswith("V") else "acl"
    return found if relations == found.deprels else replace(found, deprels=relations)


def nominals(found: Analysis) -> Analysis:
    """A noun that has no subject, verb or conjunction of its own is no clause, but its verb's object ("announced | the withdrawal")."""
    below: dict[int, set[str]] = {}
    for head, relation in zip(found.heads, found.deprels, strict=True):
        below.setdefault(head, set()).add(relation.partition(":")[0])
    relations = list(found.deprels)
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        own = below.get(word + 1, set())
        verb = head - 1
        if relation != "ccomp" or not found.xpos[word].startswith("NN") or not 0 <= verb < word or not found.xpos[verb].startswith("V"):
            continue
        if "det" in own and not own & {"nsubj", "csubj", "expl", "cop", "aux", "mark", "obj"} and "obj" not in below[head]:
            relations[word] = "obj"
    return found if relations == found.deprels else replace(found, deprels=relations)


def first_of_flat(found: Analysis) -> Analysis:
    """What stands before a name hangs from its first word: "in | Port | Alma"."""
    heads = list(found.heads)
    for word, head in enumerate(found.heads):
        while head and found.deprels[head - 1] == "flat" and word < found.heads[head - 1] - 1:
            head = found.heads[head - 1]
        heads[word] = head
    return found if heads == found.heads else replace(found, heads=heads)


def subject_with_preposition(found: Analysis) -> Analysis:
    """A second subject with a preposition is no subject, it belongs to the first: "the meeting | between A and B | will begin"."""
    heads, relations = list(found.heads), list(found.deprels)
    for case, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        noun = head - 1
        if relation != "case" or found.xpos[case] != "IN" or noun < case or found.deprels[noun] != "nsubj":
            continue
        before = [i for i in range(case) if heads[i] == heads[noun] and relations[i] in ("nsubj", "nsubj:pass")]
        if before:
            heads[noun], relations[noun] = before[-1] + 1, "nmod"
    return found if heads == found.heads else replace(found, heads=heads, deprels=relations)


def participles(found: Analysis) -> Analysis:
    """A verb without a subject on a noun is a participle, whatever its tag: "four observers | held | hostage", "the | brokered | talks"."""
    served = {head for head, relation in zip(found.heads, found.deprels, strict=True) if relation.startswith("nsubj")}
    xpos = [
        "VBN" if tag == "VBD" and relation in ("acl", "amod") and word + 1 not in served else tag
        for word, (tag, relation) in enumerate(zip(found.xpos, found.deprels, strict=True))
    ]
    return found if xpos == found.xpos else replace(found, xpos=xpos)


def object_before_infinitive(found: Analysis) -> Analysis:
    """Who stands before the "to" of an infinitive is the object of the verb above it: "obliged | all forces | to leave"."""
    heads = list(found.heads)
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        verb = head - 1
        if relation != "obj" or verb <= word or found.deprels[verb] != "xcomp":
            continue
        above = found.heads[verb] - 1
        marked = any(h == head and x == "TO" and word < i < verb for i, (h, x) in enumerate(zip(found.heads, found.xpos, strict=True)))
        if marked and 0 <= above < word:
            heads[word] = above + 1
    return found if heads == found.heads else replace(found, heads=heads)


def object_of_the_last(found: Analysis) -> Analysis:
    """What follows the second of two joined verbs is the second one's object: "killed two and injured | 156"."""
    heads = list(found.heads)
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        verb = head - 1
        if relation != "obj" or not 0 <= verb < word:
            continue
        served = {h - 1: i for i, (h, r) in enumerate(zip(heads, found.deprels, strict=True)) if r == "obj" and i < word}
        joined = [i for i in range(verb + 1, word) if heads[i] == head and found.deprels[i] == "conj" and found.xpos[i].startswith("VB")]
        if joined and served.get(verb, word) < joined[-1] and joined[-1] not in served:
            heads[word] = joined[-1] + 1
    return found if heads == found.heads else replace(found, heads=heads)


def titled_object(found: Analysis) -> Analysis:
    """A name right behind the object is whom it describes, not a second subject: "executes | veteran | Arden Vale"."""
    heads, relations = list(found.heads), list(found.deprels)
    for name, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        title = name - 1
        if relation != "nsubj" or not 0 < head <= title or found.xpos[name] != "NNP" or found.xpos[title] != "NN":
            continue
        if found.heads[title] == head and found.deprels[title] == "obj":
            heads[title], relations[title], relations[name] = name + 1, "nmod:desc", "obj"
    return found if heads == found.heads else replace(found, heads=heads, deprels=relations)


def including(words: list[str], found: Analysis) -> Analysis:
    """ "Promised help including air strikes": what is included belongs to the noun before, not to the verb."""
    heads, relations = list(found.heads), list(found.deprels)
    for case, word in enumerate(words):
        noun = found.heads[case] - 1
        before = case - 2 if case > 1 and words[case - 1] == "," else case - 1
        if word.lower() != "including" or found.deprels[case] != "case" or found.deprels[noun] != "obl" or before < 0:
            continue
        if found.upos[before] in ("NOUN", "PROPN") and found.heads[before] == found.heads[noun]:
            heads[noun], relations[noun] = before + 1, "nmod"
    return found if heads == found.heads else replace(found, heads=heads, deprels=relations)


def resultative(found: Analysis, verbs: frozenset[str]) -> Analysis:
    """An adjective alone behind the object of one of the verbs says what became of it ("leaving seven people dead")."""
    relations = list(found.deprels)
    heads = list(found.heads)
    for word, (head, relation) in enumerate(zip(found.heads, found.deprels, strict=True)):
        noun = head - 1
        if relation != "amod" or not 0 <= noun == word - 1 or found.deprels[noun] != "obj" or word + 1 in found.heads:
            continue
        verb = found.heads[noun] - 1
        if found.lemmas[verb] in verbs:
            heads[word], relations[word] = verb + 1, "xcomp"
    return found if relations == found.deprels else replace(found, heads=heads, deprels=relations)


def joined_subjects(found: Analysis) -> Analysis:
    """Two subjects joined by an "and" that hangs on the second are one: "as | Northland | and its allies | intend to leave"."""
    for word in range(len(found.heads)):
        if found.deprels[word] != "nsubj" or found.upos[word] not in ("NOUN", "PROPN"):
            continue
        joint = next((i for i, h in enumerate(found.heads) if h == word + 1 and i < word and found.deprels[i] == "cc"), None)
        first = found.heads.index(word + 1) if word + 1 in found.heads else None
        if joint is None or joint != first or joint == 0:
            continue
        other = next((i for i in range(joint) if found.deprels[i] == "nsubj" and _reach(found.heads, i)[1] == joint - 1), None)
        if other is not None and found.upos[other] in ("NOUN", "PROPN"):
            found = _as_one(found, other, word)
    return found


def _as_one(found: Analysis, first: int, second: int) -> Analysis:
    """The second subject coordinated with the first, which takes its verb; a frame that has one of them has both."""
    heads, relations = list(found.heads), list(found.deprels)
    start, end = _reach(heads, first)[0], _reach(heads, second)[1] + 1
    heads[first], heads[second], relations[second] = heads[second], first + 1, "conj"
    frames = [
        (token, sense, sorted({(role, first, start, end) if head in (first, second) else (role, head, a, b) for role, head, a, b in args}))
        for token, sense, args in found.frames
    ]
    return replace(found, heads=heads, deprels=relations, frames=frames)


def shot_dead(words: list[str], found: Analysis) -> Analysis:
    """ "Gunmen of the Front shot dead the mayor": the verb, where the tagger took it for the noun that the name belongs to."""
    for shot in range(len(words) - 1):
        if (words[shot].lower(), words[shot + 1].lower()) == ("shot", "dead") and found.xpos[shot].startswith("N"):
            found = _as_verb(found, shot, shot + 1)
    return found


def _as_verb(found: Analysis, shot: int, dead: int) -> Analysis:
    heads, relations = list(found.heads), list(found.deprels)
    xpos, upos, lemmas = list(found.xpos), list(found.upos), list(found.lemmas)
    name, doer = shot - 1, heads[shot] - 1
    if heads[name] == shot + 1 and relations[name] == "compound":  # the rest of the phrase hangs on its last name
        heads[name], relations[name] = heads[shot], relations[shot]
        for i in range(name):
            heads[i] = name + 1 if heads[i] == shot + 1 else heads[i]
    heads[shot], relations[shot] = heads[dead], relations[dead]
    xpos[shot], upos[shot], lemmas[shot] = "VBD", "VERB", "shoot"
    for i, head in enumerate(heads):
        if head == dead + 1:
            heads[i] = shot + 1
            relations[i] = "obj" if i > dead and relations[i] == "nsubj" else relations[i]
    heads[dead], relations[dead] = shot + 1, "xcomp"
    served = any(h == shot + 1 and r == "nsubj" for h, r in zip(heads, relations, strict=True))
    if relations[name] == "nmod" and 0 <= doer < shot and doer + 1 != heads[shot] and not served:
        heads[doer], relations[doer] = shot + 1, "nsubj"
        for i in range(doer):
            if heads[i] == doer + 1 and relations[i] == "case":
                heads[i], relations[i] = shot + 1, "mark"
    return replace(found, heads=heads, deprels=relations, xpos=xpos, upos=upos, lemmas=lemmas)


def _reach(heads: list[int], word: int) -> tuple[int, int]:
    """First and last word under a word, itself included."""
    under = {word}
    grown = True
    while grown:
        more = {i for i, h in enumerate(heads) if h - 1 in under} - under
        grown = bool(more)
        under |= more
    return min(under), max(under)


def _with_days(found: Analysis, moved: dict[int, int]) -> list[tuple[int, str, list[tuple[str, int, int, int]]]]:
    """The frames with the arguments of the moved words given to the verb that they now hang from."""
    days = [(moved[a[1]], a) for _, _, args in found.frames for a in args if a[1] in moved]
    out = []
    for token, sense, args in found.frames:
        own = [a for a in args if a[1] not in moved]
        mine = [a for to, a in days if to == token]
        out.append((token, sense, sorted({*own, *mine}, key=lambda a: (a[2], a[3], a[0]))))
    return out
