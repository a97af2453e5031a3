"""The hand-made edition, built once."""

import pytest
from edition.story import CREATED, MODELS, SETTINGS, findings

from variorum.edition import Edition, build


@pytest.fixture(scope="session")
def edition() -> Edition:
    return build(findings(), settings=SETTINGS, models=MODELS, created=CREATED)
