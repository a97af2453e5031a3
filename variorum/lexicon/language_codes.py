"""ISO 639: the two-letter codes used here, and the three-letter ones that other formats have."""

from __future__ import annotations

_PAIRS = """
af-afr am-amh ar-ara az-aze be-bel bg-bul bn-ben bs-bos ca-cat cs-ces cy-cym da-dan de-deu el-ell en-eng es-spa et-est
eu-eus fa-fas fi-fin fr-fra ga-gle gl-glg gu-guj ha-hau he-heb hi-hin hr-hrv hu-hun hy-hye id-ind is-isl it-ita ja-jpn
ka-kat kk-kaz km-khm kn-kan ko-kor ku-kur ky-kir lo-lao lt-lit lv-lav mk-mkd ml-mal mn-mon mr-mar ms-msa my-mya ne-nep
nl-nld no-nor nb-nor pa-pan pl-pol ps-pus pt-por ro-ron ru-rus si-sin sk-slk sl-slv so-som sq-sqi sr-srp sv-swe sw-swa
ta-tam te-tel tg-tgk th-tha tk-tuk tr-tur uk-ukr ur-urd uz-uzb vi-vie zh-zho
"""
_THREE = dict(pair.split("-") for pair in _PAIRS.split())
# The bibliographic codes (ISO 639-2/B) beside the terminological ones.
_BIBLIOGRAPHIC = {
    "ger": "de",
    "fre": "fr",
    "chi": "zh",
    "dut": "nl",
    "gre": "el",
    "cze": "cs",
    "per": "fa",
    "rum": "ro",
}
_TWO = {three: two for two, three in reversed(_THREE.items())} | {"nor": "no"} | _BIBLIOGRAPHIC


def three_letters(code: str) -> str:
    """The ISO 639-3 code of an ISO 639-1 code; empty where it is not known."""
    return _THREE.get(code, "")


def two_letters(tag: str) -> str:
    """The ISO 639-1 code of a language tag ("en-US", "eng", "ger"); empty where it is not known."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    return code if code in _THREE else _TWO.get(code, "")
