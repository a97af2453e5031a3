from hypothesis import given
from hypothesis import strategies as st

from variorum.web.session import LIFETIME, Session, Signer

SIGNER, OTHER = Signer(b"k" * 32), Signer(b"o" * 32)


@given(st.text(max_size=60), st.text(alphabet="abcdef-_0123", min_size=1, max_size=30))
def test_a_sealed_session_opens_again(user, nonce):
    session = Session(nonce, user, 1_000_000)
    assert SIGNER.open(SIGNER.seal(session), now=1_000_001) == session
    assert OTHER.open(SIGNER.seal(session), now=1_000_001) is None


@given(st.text(max_size=200))
def test_no_other_text_opens(value):
    assert SIGNER.open(value) is None
    assert SIGNER.fits(value, Session("n", "Ada", 1)) is False


def test_a_changed_cookie_is_refused():
    sealed = SIGNER.seal(Session("n", "Ada", 1_000_000))
    for i in range(len(sealed)):
        changed = sealed[:i] + ("A" if sealed[i] != "A" else "B") + sealed[i + 1 :]
        # The last character of base64 without padding has bits that mean nothing.
        assert SIGNER.open(changed, now=1_000_001) is None or i == len(sealed) - 1


def test_it_ends():
    sealed = SIGNER.seal(Session("n", "Ada", 1_000_000))
    assert SIGNER.open(sealed, now=1_000_000 + LIFETIME)
    assert SIGNER.open(sealed, now=1_000_001 + LIFETIME) is None
    assert SIGNER.open(sealed, now=1_000_000 - 61) is None, "issued in the future"


def test_a_form_belongs_to_one_session_and_one_user():
    session = Session("n", "Ada", 1)
    token = SIGNER.form_token(session)
    assert SIGNER.fits(token, session)
    assert not SIGNER.fits(token, Session("m", "Ada", 1))
    assert not SIGNER.fits(token, Session("n", "Bob", 1))
    assert not OTHER.fits(token, session)
    assert SIGNER.form_token(session) != token, "each form has other characters"
