"""Raw documents to articles: main text, metadata, language and labelled blocks. Nothing of a text is changed."""

from variorum.extract.articles import extract, extract_all, unique_ids
from variorum.extract.blocks import label
from variorum.extract.credits import Credit, credits  # noqa: A004 - the field's own word

__all__ = ["Credit", "credits", "extract", "extract_all", "label", "unique_ids"]
