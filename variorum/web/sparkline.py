"""A story's growth as a line of a few pixels, drawn on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 112, 26
_GAP = 1


def sparkline(counts: Sequence[int], label: str) -> Markup:
    """Bars, one for each count, the last one marked; `label` says in words what is drawn. Empty without counts.

    Heights go with the square root: one article beside forty still is seen, and forty stay more than twenty.
    """
    if not counts:
        return Markup()
    top = max(max(counts), 4) ** 0.5
    step = WIDTH / len(counts)
    bars = []
    for i, number in enumerate(counts):
        height = max(2.0, HEIGHT * number**0.5 / top) if number > 0 else 1.0
        kind = "now" if i == len(counts) - 1 and number else "some" if number else "none"
        bars.append(
            f'<rect class="{kind}" x="{i * step:.4g}" y="{HEIGHT - height:.4g}" '
            f'width="{max(1.0, step - _GAP):.4g}" height="{height:.4g}"/>'
        )
    return Markup(  # noqa: S704 - the label is escaped, the rest are numbers
        f'<svg class="spark" role="img" aria-label="{escape(label)}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(bars)}</svg>'
    )
