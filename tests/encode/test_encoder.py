import numpy as np
import pytest

from variorum.encode import NgramEncoder, default_encoder


def test_ngram_rows_are_unit_and_do_not_depend_on_the_batch() -> None:
    encoder = NgramEncoder()
    rows = encoder.encode(["The ferry sank.", "", "  ", "x"])
    assert rows.shape == (4, 1024)
    assert np.allclose(np.linalg.norm(rows[[0, 3]], axis=1), 1)
    assert not rows[1].any() and not rows[2].any()
    assert np.array_equal(rows[0], encoder.encode(["The ferry sank."])[0])


def test_ngram_vectors_of_like_texts_are_near() -> None:
    near, same, far = NgramEncoder().encode(
        ["The ferry sank at noon", "Ferry sank around noon", "Wheat prices doubled"]
    )
    assert near @ same > near @ far


def test_default_encoder_nearly_the_same_in_any_batch() -> None:
    encoder = default_encoder()
    texts = ["The ferry sank at noon.", "", "Prices of wheat doubled within a week."]
    rows = encoder.encode(texts)
    assert rows.dtype == np.float32
    assert not rows[1].any()
    # Not byte for byte: that is why alignment encodes sorted texts and rounds cosines.
    assert np.abs(rows[0] - encoder.encode(texts[:1])[0]).max() == pytest.approx(0, abs=1e-5)
    assert np.array_equal(rows, encoder.encode(texts))
