"""A store filled by the desk with the shipped stories, an article that changed, and one that means harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import postgresql
import pytest
from fastapi.testclient import TestClient

from variorum.desk import Desk
from variorum.settings import Settings
from variorum.store import View, Writer
from variorum.web import Token, WebSettings
from variorum.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = (
    "<script>window.flag = 1</script><img src=x onerror='window.flag = 2'> "
    '{{ 7 * 7 }} </textarea></style><svg onload=window.flag=3></svg> "><b onmouseover=window.flag=4>bold</b>'
)
MILL = """The old mill of Ost burnt down on Monday morning.

The fire began in the drying room and spread to the roof. Nobody was hurt, said the fire chief, Mara Lund.

The mill was built in 1820. It had stood empty for six years.
"""


def write_reports(folder: Path) -> None:
    """A mill that burns down, told once plainly and once with an attack in every place there is."""
    folder.mkdir(exist_ok=True)
    (folder / "mill.txt").write_text(
        f"---\ntitle: Mill burns down\noutlet: Ost Herald\ndate: 2025-05-12\n---\n\n{MILL}", "utf-8"
    )
    (folder / "harm.txt").write_text(
        f"---\ntitle: Fire {ATTACK}\noutlet: Harm {ATTACK}\ndate: 2025-05-12\n---\n\n{MILL}\n{ATTACK}\n",
        "utf-8",
    )


@pytest.fixture(scope="session", params=postgresql.DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the tests run on, one after the other."""
    return request.param


@pytest.fixture(scope="session")
def pristine(database, request, tmp_path_factory, examples):
    """The place of the store that is copied; nobody has it open."""
    folder = tmp_path_factory.mktemp("desk")
    write_reports(folder / "reports")
    inputs = [str(examples / "bridge"), str(folder / "reports")]
    with postgresql.place(database, request, folder) as place:
        with Desk(place, Settings(encoder="ngrams")) as desk:
            list(desk.add(inputs))
            list(desk.refresh())
            mill = folder / "reports" / "mill.txt"
            mill.write_text(mill.read_text("utf-8").replace("Nobody was hurt", "Two men were hurt"), "utf-8")
            list(desk.add(inputs))
            list(desk.refresh())
        yield place


@pytest.fixture(scope="session")
def filled(database, request, pristine, tmp_path_factory):
    """The place of a store that is only read; tests that judge take a copy of their own."""
    with postgresql.place(database, request, tmp_path_factory.mktemp("filled"), pristine) as place:
        yield place


@pytest.fixture
def copy(database, request, pristine, tmp_path):
    """The place of a store of its own."""
    with postgresql.place(database, request, tmp_path, pristine) as place:
        yield place


@pytest.fixture(scope="session")
def view(filled):
    with View(filled) as view:
        yield view


@pytest.fixture(scope="session")
def bridge(view) -> str:
    """The story of the bridge."""
    return next(s.id for s in view.stories().stories if "Bridge" in s.title)


@pytest.fixture(scope="session")
def mill(view) -> str:
    """The story of the mill."""
    return next(s.id for s in view.stories(outlet="Ost Herald").stories)


def open_client(db: str, **settings: object) -> TestClient:
    """A browser's place before an application of its own."""
    chosen = {"tokens": (Token("hush", "Ada"), Token("whisper"))} | settings
    app = create_app(WebSettings(db=db, **chosen))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture(scope="session")
def reader(filled):
    """Somebody who only reads."""
    with open_client(filled) as client:
        yield client


@pytest.fixture
def editor(copy):
    """Somebody signed in as Ada, with a store of their own."""
    with open_client(copy) as client:
        sign_in(client, "hush")
        yield client


def sign_in(client: TestClient, token: str, name: str = "") -> None:
    page = client.get("/login")
    form = {"token": token, "name": name, "next": "/", "form_token": form_token(page.text)}
    answer = client.post("/login", data=form, headers={"origin": "http://localhost"})
    assert answer.status_code == 303, answer.text


def form_token(html: str) -> str:
    """The token in a page's form."""
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    assert found, "the page has no form"
    return found[1]


@pytest.fixture(scope="session")
def empty(database, request, tmp_path_factory):
    with postgresql.place(database, request, tmp_path_factory.mktemp("empty")) as place:
        Writer(place).close()
        yield place
