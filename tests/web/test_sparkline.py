import re

from hypothesis import given
from hypothesis import strategies as st

from variorum.web.sparkline import HEIGHT, WIDTH, sparkline


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_one_bar_a_count_inside_the_figure(counts):
    drawn = re.findall(
        r'<rect class="(\w+)" x="([\d.e-]+)" y="([\d.e-]+)" width="([\d.]+)" height="([\d.]+)"/>',
        sparkline(counts, "x"),
    )
    assert len(drawn) == len(counts)
    for (kind, x, y, width, height), number in zip(drawn, counts, strict=True):
        assert (kind == "none") is (number == 0)
        assert float(x) + float(width) <= WIDTH + 1
        assert -0.01 <= float(y) <= HEIGHT
        assert abs(float(y) + float(height) - HEIGHT) < 0.01


def test_more_is_higher_and_one_is_seen_beside_many():
    heights = [float(h) for h in re.findall(r'height="([\d.]+)"/>', sparkline([1, 4, 100], "x"))]
    assert heights == sorted(heights)
    assert heights[0] >= 2


def test_the_label_is_escaped_and_nothing_is_nothing():
    assert "&lt;b&gt;" in sparkline([1], "<b>")
    assert sparkline([], "x") == ""
