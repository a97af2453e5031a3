"""What pages call their sites and themselves."""

import pytest

from variorum.extract.site import bare_title, site_name


def page(site: str = "", title: str = "Ferry hits pier") -> str:
    meta = f'<meta property="og:site_name" content="{site}" />' if site else ""
    return f"<html><head><title>{title}</title>{meta}</head><body></body></html>"


@pytest.mark.parametrize(
    ("site", "title", "guess", "outlet"),
    [
        ("Coast Times", "Ferry hits pier", "North Wire", "Coast Times"),  # an agency's report on an outlet's page
        ("U.S.", "Ferry hits pier", "The Coast", "The Coast"),  # a section where the name should be
        ("thecoasttimes", "Ferry hits pier", "The Coast Times", "The Coast Times"),
        ("Coast Times", "Ferry hits pier", "coasttimes.example", "Coast Times"),
        ("Coast | boats, tides, fish", "Ferry hits pier", "", "Coast"),
        ("https://www.coast.example", "Ferry hits pier", "", "coast.example"),
        ("", "Ferry hits pier - The Coast Times", "coasttimes.example", "The Coast Times"),
        ("", "Ferry hits pier - All the news", "coast.example", "coast.example"),
        ("", "Ferry hits pier", "@coast", "coast"),
        ("", "Ferry hits pier", "Copyright 2014", "coast.example"),
        ("Fish &amp; Ships", "Ferry hits pier", "", "Fish & Ships"),
    ],
)
def test_the_outlet_of_a_page(site: str, title: str, guess: str, outlet: str) -> None:
    assert site_name(page(site, title), "Ferry hits pier", guess, "https://www.coast.example/ferry") == outlet


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Ferry hits pier - Coast Times", "Coast Times", "Ferry hits pier"),
        ("Ferry hits pier | coast times", "Coast Times", "Ferry hits pier"),
        ("Coast | boats and tides: Ferry hits pier", "Coast | boats and tides", "Ferry hits pier"),
        ("Ferry hits pier – and sinks", "Coast Times", "Ferry hits pier – and sinks"),
        ("Crisis-hit Coast Times", "Coast Times", "Crisis-hit Coast Times"),
        ("Coast Times", "Coast Times", "Coast Times"),
    ],
)
def test_a_title_without_the_name_of_the_site(title: str, site: str, bare: str) -> None:
    assert bare_title(title, page(site), site) == bare
