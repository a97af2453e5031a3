"""Pipelines whose parser looks its trees up: those of German and Chinese sentences as their treebanks have them.

A sentence is a line of words, each `word/part of speech/tag/relation/head` with the lemma behind where it is another
word; heads count from 0, and the root is its own.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# The guidelines of TIGER: an auxiliary heads its verb (oc), a preposition its noun (nk), "und" (cd) what follows (cj).
GERMAN = """\
Der/DET/ART/nk/1 Gewerkschafter/NOUN/NN/sb/4 Jan/PROPN/NE/pnc/3 Kerber/PROPN/NE/nk/1 \
beschuldigte/VERB/VVFIN/ROOT/4/beschuldigen am/ADP/APPRART/mo/4 Dienstag/NOUN/NN/nk/5 den/DET/ART/nk/8 \
Direktor/NOUN/NN/oa/4 Paul/PROPN/NE/pnc/10 Brandt/PROPN/NE/nk/8 ./PUNCT/$./punct/4
Der/DET/ART/nk/1 Direktor/NOUN/NN/sb/4 Paul/PROPN/NE/pnc/3 Brandt/PROPN/NE/nk/1 \
beschuldigte/VERB/VVFIN/ROOT/4/beschuldigen am/ADP/APPRART/mo/4 Dienstag/NOUN/NN/nk/5 den/DET/ART/nk/8 \
Gewerkschafter/NOUN/NN/oa/4 Jan/PROPN/NE/pnc/10 Kerber/PROPN/NE/nk/8 ./PUNCT/$./punct/4
Der/DET/ART/nk/1 Direktor/NOUN/NN/sb/4 Paul/PROPN/NE/pnc/3 Brandt/PROPN/NE/nk/1 wurde/AUX/VAFIN/ROOT/4/werden \
am/ADP/APPRART/mo/11 Dienstag/NOUN/NN/nk/5 vom/ADP/APPRART/sbp/11 Gewerkschafter/NOUN/NN/nk/7 Jan/PROPN/NE/pnc/10 \
Kerber/PROPN/NE/nk/8 beschuldigt/VERB/VVPP/oc/4/beschuldigen ./PUNCT/$./punct/4
Zwölf/NUM/CARD/nk/1 Arbeiter/NOUN/NN/sb/2 wurden/AUX/VAFIN/ROOT/2/werden bei/ADP/APPR/mo/6 der/DET/ART/nk/5 \
Explosion/NOUN/NN/nk/3 verletzt/VERB/VVPP/oc/2/verletzen ./PUNCT/$./punct/2
Neunzehn/NUM/CARD/nk/1 Arbeiter/NOUN/NN/sb/2 sind/AUX/VAFIN/ROOT/2/sein bei/ADP/APPR/mo/6 der/DET/ART/nk/5 \
Explosion/NOUN/NN/nk/3 verletzt/VERB/VVPP/oc/7/verletzen worden/AUX/VAPP/oc/2/werden ./PUNCT/$./punct/2
Die/DET/ART/nk/1 Polizei/NOUN/NN/sb/2 nahm/VERB/VVFIN/ROOT/2/nehmen den/DET/ART/nk/4 Direktor/NOUN/NN/oa/2 \
fest/ADP/PTKVZ/svp/2 ./PUNCT/$./punct/2
Der/DET/ART/nk/1 Direktor/NOUN/NN/sb/2 wurde/AUX/VAFIN/ROOT/2/werden von/ADP/APPR/sbp/6 der/DET/ART/nk/5 \
Polizei/NOUN/NN/nk/3 festgenommen/VERB/VVPP/oc/2/festnehmen ./PUNCT/$./punct/2
Die/DET/ART/nk/1 Explosion/NOUN/NN/sb/2 hat/AUX/VAFIN/ROOT/2/haben zwölf/NUM/CARD/nk/4 Arbeiter/NOUN/NN/oa/5 \
verletzt/VERB/VVPP/oc/2/verletzen ./PUNCT/$./punct/2
Die/DET/ART/nk/1 Bürgermeisterin/NOUN/NN/sb/4 Klara/PROPN/NE/pnc/3 Moll/PROPN/NE/nk/1 sagte/VERB/VVFIN/ROOT/4/sagen \
,/PUNCT/$,/punct/4 dass/SCONJ/KOUS/cp/12 die/DET/ART/nk/8 Fabrik/NOUN/NN/sb/12 nicht/PART/PTKNEG/ng/10 \
geprüft/VERB/VVPP/oc/11/prüfen worden/AUX/VAPP/oc/12/werden sei/AUX/VAFIN/oc/4/sein ./PUNCT/$./punct/4"""

# The passive with its doer has two subjects; "在" and "里" are cases of what stands between them.
CHINESE = """\
警方/NOUN/NN/nsubj/2 昨天/NOUN/NT/nmod:tmod/2 逮捕/VERB/VV/ROOT/2 了/PART/AS/aux:asp/2 主任/NOUN/NN/dobj/2 \
。/PUNCT/PU/punct/2
主任/NOUN/NN/nsubjpass/3 被/VERB/LB/auxpass/3 警方/NOUN/NN/nsubj/3 逮捕/VERB/VV/ROOT/3 。/PUNCT/PU/punct/3"""


def _sentences(told: str) -> dict[str, list[list[str]]]:
    rows = [[word.split("/") for word in line.split(" ")] for line in told.splitlines()]
    return {"".join(word[0] for word in row): row for row in rows}


_TREES = _sentences(GERMAN) | _sentences(CHINESE)
_LABELS = {
    "de": ("ROOT", *sorted({word[3] for row in _sentences(GERMAN).values() for word in row} - {"ROOT"})),
    "zh": ("ROOT", "nmod:prep", *sorted({word[3] for row in _sentences(CHINESE).values() for word in row} - {"ROOT"})),
}


class LookedUp:
    """A parser that knows its sentences by heart; the labels are those of its language."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        self.labels = labels

    def __call__(self, doc: Doc) -> Doc:
        for span in list(doc.sents):
            row = _TREES["".join(token.text for token in span)]
            for token, (_, pos, tag, dep, head, *lemma) in zip(span, row, strict=True):
                token.pos_, token.tag_, token.dep_ = pos, tag, dep
                token.lemma_ = (lemma or [token.text])[0]
                token.head = span[int(head)]
        return doc


@Language.factory("looked_up")
def looked_up(nlp: Language, name: str) -> LookedUp:
    return LookedUp(_LABELS[nlp.lang])


def load(language: str) -> Language:
    """A pipeline of a language, as its package would load it."""
    nlp = spacy.blank(language)
    if language == "zh":
        nlp.tokenizer = lambda text: Doc(nlp.vocab, *zip(*((word[0], False) for word in _TREES[text]), strict=True))
    nlp.add_pipe("looked_up", name="parser")
    return nlp
