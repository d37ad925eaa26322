"""Who does what to whom: the arguments of a predicate, from its PropBank frame and from the tree.

An argument is asked for by name. Names are frame roles (ARG0 … ARG4), deep grammatical functions (subj, obj, iobj: the
passive is undone), poss ("its attack"), amod ("Israeli strike") or a preposition ("on", "against"). Answers are head
tokens; phrases are made of them by `members` and `grammar.noun_phrase`. `asked` is the subject of what a verb of saying says.
"""

from __future__ import annotations

from spacy.tokens import Token

from ceasewire.language import grammar
from ceasewire.language.frames import frame_at

#: what follows these is no ARG1 of a noun, whatever the role model says ("withdrawal from the city", "an attack in the city")
_NOT_UNDERGONE = ("from", "in", "at", "by", "after", "before", "during", "since")
RELATIVE = ("WP", "WDT", "WP$")
#: prepositions that the parser often hangs on the object where they belong to the act
_ON_OBJECTS = ("with", "to", "on", "against", "from", "between", "at", "into", "toward", "towards", "for")


def is_passive(verb: Token) -> bool:
    """As grammar.is_passive, and the bare participle coordinated with a passive ("was disarmed and arrested")."""
    if grammar.is_passive(verb):
        had = verb.tag_ in ("VBN", "VBD") and any(a.lower_ in ("have", "has", "had") for a in grammar.auxiliaries(verb))
        return not had or grammar.child(verb, "aux:pass") is not None  # "the group had kidnapped", whatever the parser says
    if verb.dep_ == "acl:relcl" and verb.tag_ in ("VBN", "VBD") and grammar.child(verb, "aux", "obj", *grammar.SUBJECTS) is None:
        return True  # "observers held hostage"
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or grammar.child(verb, "obj", "aux", *grammar.SUBJECTS) is not None:
        return False
    return verb.head.i < verb.i and is_passive(verb.head)


def is_verbal(token: Token) -> bool:
    """Does the token take a verb's arguments (and not a noun's)?"""
    if token.tag_.startswith("VB") or token.pos_ == "VERB":
        nominal = token.tag_ == "VBG" and any(c.dep_ in ("det", "nmod:poss", "amod", "compound") for c in token.children)
        return not (nominal and grammar.child(token, "obj") is None)
    return False


def arguments(token: Token, name: str, light: Token | None = None) -> list[Token]:
    """The heads of the argument with this name; `light` is the verb that carries a noun ("held" of "held talks")."""
    if is_verbal(token):
        return _of_verb(token, name)
    return _of_noun(token, name, light)


def _framed(token: Token, role: str) -> list[Token]:
    frame = frame_at(token)
    return [token.doc[i] for i in frame.heads(role)] if frame is not None else []


def _of_verb(verb: Token, name: str) -> list[Token]:
    if name.startswith("ARG"):
        return _of_frame(verb, name)
    if name == "subj":
        return deep_subject(verb)
    if name == "obj":
        return deep_object(verb)
    if name == "iobj":
        return grammar.children(verb, "iobj")
    if name == "asked":
        return _asked(verb)
    if name in ("poss", "amod"):
        return []
    days = {t.i for t in _framed(verb, "ARGM-TMP")}
    found = [t for t in with_case(verb, name) if t.i not in days]  # "on Friday lifted sanctions on Verin"
    if not found and name in _ON_OBJECTS:  # "severed relations with Verin", "rejected an offer from Verin"
        found = [t for o in deep_object(verb) for t in with_case(o, name)]
    return found


def _of_frame(verb: Token, role: str) -> list[Token]:
    """A role: the tree where it is plain, else the frame, else the deep function that usually fills the role.

    The tree finds a verb's own subject and object more surely than the role model does; but whether the subject of an
    intransitive verb is ARG0 or ARG1 ("troops left", "a bomb exploded") only the frame knows.
    """
    framed = _framed(verb, role)
    if role not in ("ARG0", "ARG1"):
        return framed
    if role == "ARG0" and is_passive(verb):  # the subject of a passive is not the doer, whatever the role model says
        undergone = {t.i for t in deep_object(verb)}
        framed = [t for t in framed if t.i not in undergone]
    tree = deep_subject(verb) if role == "ARG0" else deep_object(verb)
    if tree:
        other = {t.i for t in _framed(verb, "ARG1" if role == "ARG0" else "ARG0")}
        if not framed or not {t.i for t in tree} & other:
            return tree
    return framed or tree


def _asked(verb: Token) -> list[Token]:
    """Who is to act in what is said: "the envoy said that both sides must stop"."""
    content = grammar.child(verb, "ccomp")
    if content is None or is_passive(content):
        return []
    return [t for t in deep_subject(content) if t.tag_ != "PRP"]


def deep_subject(verb: Token) -> list[Token]:
    """Who does it: the subject, of a passive the "by" phrase, of a reduced relative ("troops leaving") the noun."""
    if is_passive(verb):
        by = grammar.agent(verb)
        if by is None and verb.dep_ == "conj" and verb.head.i < verb.i and is_passive(verb.head):
            by = grammar.agent(verb.head)  # "was disarmed by an officer and arrested"
        return [by] if by is not None else []
    own = grammar.child(verb, *grammar.SUBJECTS)
    if own is not None:
        return [own] if not own.dep_.startswith("csubj") else []
    if verb.dep_ == "acl:relcl" and not _object_relative(verb):
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.i < verb.i:
        return deep_subject(verb.head) if not is_passive(verb.head) else deep_object(verb.head)
    if verb.dep_ in ("xcomp", "ccomp") or verb.dep_.startswith("advcl"):
        return _controller(verb)
    if verb.dep_ == "acl":
        return [verb.head] if verb.tag_ == "VBG" else owner(verb.head)
    return []


def _controller(verb: Token) -> list[Token]:
    """The subject of an infinitive or participle that has none of its own."""
    head = verb.head
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    if (verb.dep_ == "ccomp" and finite) or not (is_verbal(head) or grammar.is_clause(head)):
        return []
    marks = {m.lower_ for m in grammar.children(verb, "mark", "case")}
    asked = [
        c for c in grammar.children(head, "obl")
        if head.i < c.i < verb.i
        and (grammar.preposition(c) in ("on", "upon") or ("for" in (grammar.preposition(c), *marks) and verb.i - c.i <= 3))
    ]  # fmt: skip
    if asked and "to" in marks:
        return asked  # "called on both sides to stop", "calls for Northland to stop"
    if verb.dep_ != "xcomp" and verb.dep_ != "ccomp":  # adverbial: "…, killing 12", "to protest", "after meeting"
        obj = grammar.child(head, "obj", "iobj")
        if obj is not None and obj.i < verb.i and verb.tag_ == "VBG" and marks & {"of", "for", "from", "against"}:
            return [obj]  # "accused X of breaking", "kept X from leaving"
        if "against" in marks:
            return []  # "warned against sending troops"
        return surface_subject(head)
    obj = grammar.child(head, "obj", "iobj")
    if obj is not None and obj.i < verb.i:
        return [obj]
    for c in grammar.children(head, "obl"):
        if c.i < verb.i and grammar.preposition(c) in ("on", "upon", "for", "to") and verb.tag_ == "VB" and c.i > head.i:
            return [c]
    return surface_subject(head)


def surface_subject(verb: Token) -> list[Token]:
    """The subject as the clause has it: of a passive whom it is done to."""
    return deep_object(verb) if is_passive(verb) else deep_subject(verb)


def owner(noun: Token) -> list[Token]:
    """For an infinitive on a noun ("Northland's decision to leave"): who has the decision."""
    poss = grammar.children(noun, "nmod:poss")
    if poss:
        return poss
    by = grammar.agent(noun)
    if by is not None:
        return [by]
    if noun.dep_ in ("obj", "obl") and is_verbal(noun.head):
        given = grammar.children(noun.head, "iobj")  # "gave the rebels a week to leave"
        return given or surface_subject(noun.head)
    return []


def _object_relative(verb: Token) -> bool:
    """ "the plan that they rejected", "the town they hold": the clause's own subject is another noun than the head."""
    subject = grammar.child(verb, "nsubj", "nsubj:pass")
    return subject is not None and subject.tag_ not in RELATIVE


def deep_object(verb: Token) -> list[Token]:
    """Whom it is done to: the object; of a passive the subject; of "those killed" the noun."""
    if is_passive(verb):
        subject = grammar.child(verb, "nsubj:pass", "nsubj")
        if subject is not None:
            return [subject]
        if verb.dep_.startswith("acl"):
            return [verb.head]
        if verb.dep_ == "conj":
            return deep_object(verb.head)
        if verb.dep_ in ("xcomp", "ccomp") or verb.dep_.startswith("advcl"):
            return _controller(verb)
        return []
    own = grammar.child(verb, "obj")
    if own is None:
        own = grammar.child(verb, "iobj")  # "allowed observers to enter", "warned the rebels against it"
    if own is not None:
        return [own]
    bare = next((c for c in grammar.children(verb, "xcomp") if c.i == verb.i + 1 and c.tag_ == "VB"), None)
    if bare is not None and (freed := grammar.child(bare, "obj")) is not None:
        return [freed]  # "let free the prisoners"
    if verb.dep_.startswith("acl") and _object_relative(verb) and not any(m.lower_ == "to" for m in grammar.children(verb, "mark")):
        return [verb.head]
    for sister in grammar.children(verb, "conj"):  # "shot and killed the mayor"
        if is_verbal(sister) and grammar.child(sister, "obj") is not None and grammar.child(sister, *grammar.SUBJECTS) is None:
            between = verb.doc[verb.i + 1 : sister.i]
            if all(t.lower_ in ("and", "or", ",", "then") or t.tag_.startswith("RB") for t in between):
                return grammar.children(sister, "obj")
    return []


def _of_noun(noun: Token, name: str, light: Token | None) -> list[Token]:
    if name in ("subj", "obj"):
        if light is None:
            return deep_subject(noun) if name == "subj" and noun.tag_.startswith("JJ") else []
        return deep_subject(light) if name == "subj" else [t for t in deep_object(light) if t is not noun]
    if name == "poss":
        undergone = {t.i for t in _framed(noun, "ARG1")}
        return [t for t in grammar.children(noun, "nmod:poss") if t.i not in undergone]  # "the mayor's arrest"
    if name == "amod":
        return modifiers(noun)
    if name == "ARG0":
        by = with_case(noun, "by")
        return by or _of_noun(noun, "poss", light) or _framed_outside(noun, name)
    if name == "ARG1":
        return with_case(noun, "of") or _framed_outside(noun, name)
    if name.startswith("ARG"):
        return _framed_outside(noun, name)
    found = with_case(noun, name)
    if not found and light is not None:
        found = with_case(light, name)
    if not found and name == "between":
        found = with_case(noun, "among")
        if not found and noun.dep_ in ("nsubj", "nsubj:pass"):  # "clashes broke out between X and Y"
            found = with_case(noun.head, "between")
    return found


def _framed_outside(noun: Token, role: str) -> list[Token]:
    found = [t for t in _framed(noun, role) if t.dep_ not in ("amod", "det", "compound", "nmod:desc")]
    if role == "ARG0":
        return [t for t in found if grammar.preposition(t) in ("", "by", "between", "among", "from")]
    return found if role != "ARG1" else [t for t in found if grammar.preposition(t) not in _NOT_UNDERGONE]


def with_case(head: Token, word: str) -> list[Token]:
    """Nominals under `head` that stand with this preposition, and what hangs on the noun beside it ("attack in X on Y")."""
    out = []
    for c in head.children:
        base = c.dep_.split(":", 1)[0]
        if base in ("obl", "nmod") and c.dep_ != "nmod:poss":
            if _has_case(c, word):
                out.append(c)
            elif not out and c.i > head.i and word in ("on", "against", "by", "from", "to", "with", "between"):
                out += [d for d in c.children if d.dep_ in ("nmod", "obl") and d.i > c.i and _has_case(d, word)]
        elif base == "advcl" and _has_mark(c, word) and not is_verbal(c):
            out.append(c)
    return out


def _has_case(noun: Token, word: str) -> bool:
    """ "from", also as the first or last word of "away from", "out of"; also where it hangs on a title ("on | President | Berg")."""
    titles = [c for c in noun.children if c.dep_ in ("nmod:desc", "compound") and c.i < noun.i]
    return any(t.lower_ == word for n in (noun, *titles) for t in n.children if t.dep_ == "case")


def _has_mark(token: Token, word: str) -> bool:
    return any(t.lower_ == word for t in token.children if t.dep_ == "mark")


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and nouns before the noun that may name a doer: "Israeli", "Taliban", "rebel", "Saudi" of "Saudi-led"."""
    out = []
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod", "nmod:desc", "flat") and c.i < noun.i and c.tag_[:2] in ("NN", "JJ", "VB", "FW"):
            out.append(c)
            backed = c.lower_.endswith("ed") and (c.tag_[:2] == "VB" or "-" in c.text) and not c.lower_.endswith("led")
            if backed and "-" in c.text:
                out.pop()  # "UN-backed talks" are not the UN's, "Saudi-led strikes" are
            if c.tag_[:2] in ("VB", "JJ") and not backed:  # the name hangs on the participle
                out += [d for d in c.children if d.i < c.i and d.tag_.startswith("NNP")]
    return out


def is_judged(noun: Token) -> bool:
    """Is the noun only named or judged by its verb, not done: "called **the attack** a crime", "made **the talks** harder"?"""
    if noun.dep_ not in ("obj", "nsubj:pass") or not is_verbal(noun.head):
        return False
    verdict = grammar.children(noun.head, "xcomp")
    return any(c.i > noun.i and not any(m.lower_ == "to" for m in grammar.children(c, "mark")) for c in verdict)


def members(token: Token) -> list[Token]:
    """The token, what is coordinated after it and what it is said to include; a relative word is replaced by its noun."""
    antecedent = grammar.antecedent(token)
    if antecedent is not None:
        token = antecedent
    out = [token]
    for c in token.children:
        if (c.dep_ == "conj" and not is_verbal(c)) or (c.dep_ == "nmod" and c.i > token.i and grammar.preposition(c) == "including"):
            out += members(c)
    return sorted(out, key=lambda t: t.i)
