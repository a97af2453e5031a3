"""Words that deny in languages without a parser: one of them in a sentence makes it negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Token

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


def polarity_by_words(tokens: Iterable[Token], language: str) -> Polarity:
    """Negated if a word of the language's list is among the tokens; affirmed in a language without a list."""
    listed = _NEGATIONS.get(language.partition("-")[0].casefold(), frozenset())
    return Polarity.NEGATED if any(token.lemma in listed for token in tokens) else Polarity.AFFIRMED
