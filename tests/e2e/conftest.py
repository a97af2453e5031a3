"""The shipped story, collated once by the real command."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def bridge(variorum, examples, tmp_path_factory):
    out = tmp_path_factory.mktemp("bridge")
    return variorum("collate", examples / "bridge", "-o", out), out
