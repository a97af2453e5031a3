"""The labelled blocks of an article: what in its text is report, and what is heading, picture, furniture or residue.

Nothing is deleted: every character that is no white space lies in exactly one block, and a paragraph that glues two
kinds ("... in the harbourPhoto: A. Name/Agency") becomes two blocks. When in doubt a paragraph is `body`.
"""

from variorum.extract.blocks.label import label
from variorum.extract.blocks.piece import is_prose
from variorum.extract.blocks.runs import has_words

__all__ = ["has_words", "is_prose", "label"]
