"""Words that deny in other languages: one in a sentence, or where there are heads one at the verb, negates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Parse, Token

_NEGATIONS = {
    "ar": words("لا لم لن ليس ليست ليسوا ليسا غير بدون"),
    "da": words("ikke aldrig ingen intet"),
    "de": words("nicht nie niemals kein keine keinen keinem keiner keines niemand niemanden niemandem nichts ohne"),
    "es": words("no nunca jamás tampoco ningún ninguna ninguno nadie nada sin"),
    "fr": words("pas jamais aucun aucune rien personne ni sans"),
    "it": words("non mai nessun nessuno nessuna niente senza"),
    "nb": words("ikke aldri ingen intet"),
    "nl": words("niet nooit geen niemand niets zonder"),
    "no": words("ikke aldri ingen intet"),
    "pl": words("nie nigdy nikt nic bez"),
    "pt": words("não nunca jamais nenhum nenhuma ninguém nada sem"),
    "ru": words("не нет никогда ни никто ничего без нельзя"),
    "sv": words("inte aldrig ingen inget inga ej utan"),
    "tr": words("değil hiç asla"),
    "uk": words("не ні немає ніколи ніхто без"),
    "zh": words("不 没 沒 未 無 无"),
    "ja": words("ない ません ず"),
}


_CARRYING = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "aux", "auxpass"})
_DENYING = frozenset({"neg", "advmod", "nsubj", "nsubjpass", "dobj", "det", "attr"})
_ONLY = words(
    "seulement uniquement simplement solo solamente sólo soltanto só somente apenas nur bara только лише tylko"
)
"""After a word that denies: "pas seulement" denies nothing."""
_WITH_NE = words("personne rien plus")
"""French words that deny only beside "ne": "plus de vingt personnes" has two of them and denies nothing."""


def polarity_by_words(tokens: Iterable[Token], language: str) -> Polarity:
    """Negated if a word of the language's list is among the tokens; affirmed in a language without a list."""
    listed = _NEGATIONS.get(language.partition("-")[0].casefold(), frozenset())
    return Polarity.NEGATED if any(token.lemma in listed for token in tokens) else Polarity.AFFIRMED


def polarity_by_heads(parse: Parse, verb: int, language: str) -> Polarity:
    """Negated if a word that denies hangs on the verb, on its auxiliary, or with its subject, object or attribute."""
    code = language.partition("-")[0].casefold()
    listed = _NEGATIONS.get(code, frozenset()) | (_WITH_NE if code == "fr" else frozenset())
    near = [parse.tokens[c] for c in parse.children[verb]]
    below = [parse.tokens[g] for c in near if c.dep in _CARRYING for g in parse.children[c.i]]
    near += [t for t in below if t.dep in ("det", "neg", "advmod")]
    half = any(t.text.casefold() in ("ne", "n'", "n’") for t in near)
    for token in near:
        word = token.text.casefold()
        beside_ne = code == "fr" and word in _WITH_NE
        if word not in listed or not (half if beside_ne else token.dep in _DENYING):
            continue
        after = parse.tokens[token.i + 1].text.casefold() if token.i + 1 < len(parse.tokens) else ""
        if after not in _ONLY:
            return Polarity.NEGATED
    return Polarity.AFFIRMED
