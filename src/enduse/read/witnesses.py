"""Everyone who might be the one who states a clause, with what speaks for it: marks that the weights of `credit.json` know."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.model import Span
from enduse.read.speech import Said, Speech
from enduse.read.trees import Tree

REACH = 12  # sentences back that a speech may have begun in


@dataclasses.dataclass(slots=True)
class Witness:
    """One who may be credited (None: nobody, the outlet itself says it), how it was found, and the marks."""

    said: Said | None
    marks: set[str]


@dataclasses.dataclass(frozen=True, slots=True)
class _Setting:
    """What of a clause's surroundings tells whose word it is."""

    own: bool  # somebody says something in its sentence
    quoted: bool
    opens: bool  # it stands in the first sentence of its paragraph
    tense: str  # "would", "had" and the like: speech reported
    points_back: bool  # its subject is a pronoun
    bullet: bool  # it is an entry of a list

    def marks(self) -> Iterator[str]:
        yield "quoted" if self.quoted else "own" if self.own else "bare"
        if self.opens:
            yield "opens"
        if self.bullet:
            yield "bullet"
        yield self.tense
        if self.points_back:
            yield "points back"


def find_witnesses(speech: Speech, sentence: int, word: int, span: Span) -> list[Witness]:
    """All who may be credited with a clause, nobody first; each speaker once, with all marks of all ways it was found."""
    setting = _setting(speech, sentence, word)
    state = "quoted" if setting.quoted else "own" if setting.own else "bare"
    found: dict[str, Witness] = {}

    def add(said: Said, *marks: str) -> None:
        if said.speaker.kind in ("outlet", "evidence"):
            return
        name = said.speaker.name.casefold().removeprefix("the ")
        witness = found.setdefault(name, Witness(said, {f"kind {said.speaker.kind}", f"kind {said.speaker.kind} {state}"}))
        witness.marks.update(marks)
        if not said.speaker.is_sure:
            witness.marks.update(("no voice", f"no voice {state}"))

    floor = speech.floor(sentence)
    order = 0
    for said in speech.who_says(sentence, word, span):
        place = "first" if order == 0 else "later"
        add(said, f"{said.rule}", f"{said.rule} {place}", f"{place} {said.speaker.kind}")
        if said.rule == "has the floor":
            add(said, floor)
        order += said.speaker.kind in ("person", "body")
    found_by_rule = order > 0
    for said in speech.said_in(sentence):
        side = "before" if said.saying and said.saying.word < word else "after"
        add(said, f"here {side}", f"here {side} {found_by_rule}", *_verb_marks(speech, said, "here"))
        add(said, *(f"{mark} {state}" for mark in _place_marks(speech, said, word)))
        if said.rule == "imposes a measure":
            ground = said.saying is not None and _is_ground(speech.analysis.trees[sentence], said.saying.word, word)
            add(said, f"imposes {ground}", f"imposes {ground} {found_by_rule}")
    for said, rule, verb in speech.subjects(sentence, word):
        add(said, rule, f"{rule} {found_by_rule}", f"{rule} {state}", f"{rule} {verb}", f"subject of {verb}")
        if said.saying and _is_ground(speech.analysis.trees[sentence], said.saying.word, word):
            add(said, "ground", f"ground {verb}")
    for said in speech.labels(sentence):
        apart = speech.analysis.sentences[sentence].paragraph - speech.analysis.sentences[said.sentence].paragraph
        far = "here" if apart == 0 else "near" if apart < 3 else "far"
        add(
            said,
            f"label {far}",
            f"label {far} {state}",
            f"label {said.speaker.kind}",
            f"label {min(speech.label_count, 4)} {far}",
        )
    for said in speech.leads:
        add(said, said.rule, f"{said.rule} {state}", f"{said.rule} {said.speaker.kind}", f"{said.rule} {speech.publisher_sort}")
        add(said, *(f"{said.rule} {mark}" for mark in speech.own_marks(sentence)))
        add(said, f"{said.rule} {floor}", f"{said.rule} {floor} {said.speaker.kind}")
    latest = 0
    paragraph = speech.analysis.sentences[sentence].paragraph
    names: set[str] = set()
    for back in range(1, min(REACH, sentence) + 1):
        before = speech.analysis.sentences[sentence - back]
        for said in reversed(speech.said_in(sentence - back)):
            if said.speaker.name in names:
                continue
            names.add(said.speaker.name)
            rank = ("latest", "second", "third")[min(latest, 2)]
            far = ("same paragraph", "paragraph before", "far")[min(2, paragraph - before.paragraph)]
            near = "next" if back == 1 else "near" if back < 4 else "far"
            add(
                said,
                f"{rank} {far}",
                f"{rank} {far} {state}",
                f"{near} {far} {state}",
                f"back {min(back, 6)} {rank} {state}",
                f"{rank} {speech.publisher_sort} {state}",
                f"{rank} {said.speaker.kind} {state}",
                f"{rank} {near} {found_by_rule}",
                *(f"{rank} {mark}" for mark in setting.marks()),
                *(f"{rank} {mark}" for mark in speech.own_marks(sentence)),
                f"{rank} colon {before.words[-1].text == ':'} {setting.bullet}",
                *(f"{mark} {state}" for mark in _verb_marks(speech, said, rank)),
            )
            latest += said.speaker.kind in ("person", "body")
    if sentence + 1 < len(speech.analysis.sentences):
        joined = speech.analysis.sentences[sentence + 1].paragraph == paragraph
        for said in speech.said_in(sentence + 1):
            add(said, f"after it {joined} {state}")
    for said, rule in speech.publishers():
        add(said, f"{rule} {floor}")
        add(said, rule, f"{rule} {state}", f"{rule} {found_by_rule}", *(f"{rule} {m}" for m in speech.own_marks(sentence)))
    shares = speech.shares()
    for name, witness in found.items():
        share = shares.get(name, 0)
        witness.marks.add(f"share {min(share, 4)}")
        witness.marks.add(f"share {min(share, 4)} {state}")
        times = min(speech.mentions(name), 5)
        witness.marks.update((f"mentions {times}", f"mentions {times} {state}"))
    few = min(len(shares), 4)
    nobody = Witness(None, {"nobody", f"nobody {found_by_rule}", f"nobody among {few}", f"nobody among {few} {state}"})
    nobody.marks.update(f"nobody {m}" for m in (*setting.marks(), *speech.own_marks(sentence)))
    return [nobody, *found.values()]


def _setting(speech: Speech, sentence: int, word: int) -> _Setting:
    tree = speech.analysis.trees[sentence]
    here = speech.analysis.sentences[sentence]
    first = sentence == 0 or speech.analysis.sentences[sentence - 1].paragraph != here.paragraph
    texts = [w.text.lower() for w in tree.sentence.words]
    root = tree.heads.index(-1)
    subject = next((texts[i] for i in tree.children(root) if tree.labels[i].startswith("nsubj")), texts[0])
    return _Setting(
        own=bool(speech.said_in(sentence)),
        quoted=speech.is_quoted(sentence, word),
        opens=first,
        tense=_tense(tree, word),
        bullet=texts[0] in ("-", "–", "•", "*", "—", "→", "·"),
        points_back=load_voices().is_pronoun(subject),
    )


def _tense(tree: Tree, word: int) -> str:
    """The first auxiliary of the clause and the clauses over it, which tells reported speech from plain telling."""
    for above in (word, *tree.ancestors(word)):
        below = [tree.sentence.words[i].text.lower() for i in tree.children(above) if i < above]
        for aux in ("would", "had", "will", "has", "have", "could", "is", "are", "was", "were"):
            if aux in below:
                return aux
    return "plain"


def _is_ground(tree: Tree, verb: int, word: int) -> bool:
    """Whether "for" stands between a verb and a word: "blacklisted a firm for sending drones"."""
    return any(tree.sentence.words[i].text.lower() in ("for", "over") for i in range(verb + 1, word))


def _place_marks(speech: Speech, said: Said, word: int) -> Iterator[str]:
    """How the words of saying stand to a clause: before it, an aside in it, over a semicolon, behind another saying."""
    if said.saying is None:
        return
    tree, verb = speech.analysis.trees[said.sentence], said.saying.word
    words = tree.sentence.words
    low, high = min(verb, word), max(verb, word)
    between = [words[i].text for i in range(low + 1, high)]
    over = ";" if ";" in between else ":" if ":" in between else ""
    side = "before" if verb < word else "after"
    follows = words[verb + 1].text.lower() if verb + 1 < len(words) else "."
    kind = "that" if follows == "that" else "stop" if follows in ',.;:–—"”' else "word"
    others = sum(1 for other in speech.said_in(said.sentence) if other.saying and low < other.saying.word < high)
    yield f"{side}{over} {kind}"
    yield f"{side}{over} {kind} {said.rule}"
    yield f"{side}{over} behind {min(others, 2)}"
    yield f"{side}{over} verb {words[verb].text.lower()}"
    yield f"{side}{over} {said.speaker.kind}"
    if "that" in (text.lower() for text in between[:8]):
        yield f"{side}{over} leads"


def _verb_marks(speech: Speech, said: Said, where: str) -> Iterator[str]:
    """What sort of saying it is."""
    if said.saying is None:
        return
    tree: Tree = speech.analysis.trees[said.sentence]
    word = tree.sentence.words[said.saying.word].text.lower()
    verbs = load_voices().verbs
    sort = next((name for name in ("says", "accuses", "thinks") if word in verbs[name]), "other")
    yield f"{where} {sort}"
    yield f"{where} {said.rule}"
    if said.saying.scope is not None:
        yield f"{where} aside"
    if tree.labels[said.saying.word] == "root":
        yield f"{where} main"
