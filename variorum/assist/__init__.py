"""A language model of the user's own may write the brief and name the story; a checker decides what stays."""

from variorum.assist.writing import Writer, assisted

__all__ = ["Writer", "assisted"]
