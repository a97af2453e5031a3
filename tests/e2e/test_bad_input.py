"""The real command on input that is broken, hostile, huge or none at all: in few runs, since each is a process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from variorum.cli.exits import DONE, FAILED, INTERRUPTED, SKIPPED

SLUICE = "The sluice at Varn was closed on Monday. Divers said that a gate had jammed. Nobody was hurt in the town.\n"
PAGE = (
    "<html lang='en'><head><title>Sluice at Varn closed</title></head><body><article><h1>Sluice at Varn closed</h1>"
    "<p>The sluice at Varn was closed on Monday, after a gate had jammed, divers of the water board said.</p>"
    "<p>Nobody was hurt in the town, and the board promised to open the sluice again before the end of the week.</p>"
    "</article></body></html>"
)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = {"/article": self._article, "/round": self._round, "/endless": self._endless, "/slow": self._slow}
        answer.get(self.path, self._missing)()

    def _article(self):
        self._head(200, {"Content-Type": "text/html; charset=utf-8"})
        self.wfile.write(PAGE.encode())

    def _round(self):
        self._head(302, {"Location": "/round"})

    def _endless(self):
        self._head(200, {"Content-Type": "text/html"})
        try:
            while True:
                self.wfile.write(b"<p>on and on</p>" * 4096)
        except OSError:
            pass

    def _slow(self):
        self._head(200, {"Content-Type": "text/html"})
        self.server.closing.wait(20)

    def _missing(self):
        self._head(404, {})

    def _head(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.closing = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.closing.set()
    server.shutdown()


@pytest.fixture(scope="module")
def broken(variorum, site, tmp_path_factory):
    """One run over everything that can be wrong with an input, beside two sound reports."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "sound.txt").write_text(SLUICE, encoding="utf-8")
    (folder / "deep.html").write_text("<div>" * 30_000 + "<p>Far down.</p>" + "</div>" * 30_000, encoding="utf-8")
    (folder / "torn.html").write_text(PAGE[: len(PAGE) * 2 // 3] + "<p <b></article", encoding="utf-8")
    (folder / "nothing.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 << 20)
    (folder / "list.jsonl").write_text(
        '{"outlet": "Varn Post", "text": ' + json.dumps(SLUICE.replace("Nobody", "No one")) + "}\n{torn\n[1, 2]\n",
        encoding="utf-8",
    )
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    (folder / "mixed.txt").write_bytes(SLUICE.encode() + "Die Schleuse blieb für Schiffe gesperrt.".encode("latin-1"))
    (folder / "word.txt").write_text("Sluice", encoding="utf-8")
    (folder / "script.txt").write_text("𐎀𐎁𐎂 𐎃𐎄𐎅𐎆 𐎇𐎈𐎉𐎊𐎋. " * 20, encoding="utf-8")
    addresses = [f"{site}{path}" for path in ("/article", "/round", "/endless", "/slow", "/missing")]
    out = tmp_path_factory.mktemp("broken-out")
    done = variorum(
        "collate", folder, *addresses, "ftp://x.example/a", "-o", out, "--allow-private", "--timeout", "2",
        "--max-bytes", "20000000", "--format", "json",
    )  # fmt: skip
    return done, out


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nothing.html", "give another page"),
        ("huge.txt", "larger than 20,000,000 bytes"),
        ("list.jsonl:2", "no JSON"),
        ("list.jsonl:3:1", "no object"),
        ("deep.json", "no JSON"),
        ("picture.txt", "binary"),
        ("mixed.txt", "not UTF-8"),
        ("/round", "redirects"),
        ("/endless", "bytes"),
        ("/slow", "within 2 seconds"),
        ("/missing", "404"),
        ("ftp://x.example/a", "only http and https"),
    ],
)
def test_each_is_named_with_its_reason(broken, place, reason):
    done, _ = broken
    assert any(f"{place}:" in line and reason in line for line in done.stderr.splitlines()), done.stderr


def test_what_is_sound_is_collated(broken):
    done, out = broken
    assert done.returncode == SKIPPED, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    read = {a["id"] for path in out.glob("*/edition.json") for a in json.loads(path.read_text())["articles"]}
    assert {"sound", "word", "script", "list-1", "mixed"} <= read
    assert any("article" in each for each in read - {"list-1"})


def test_private_addresses_are_refused_unless_allowed(variorum, site, tmp_path):
    done = variorum("collate", f"{site}/article", "-o", tmp_path)
    assert done.returncode == FAILED
    assert "127.0.0.1" in done.stderr
    assert "not public" in done.stderr


def test_what_the_user_says_of_the_inputs(variorum, tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "one.txt").write_text(SLUICE, encoding="utf-8")
    (inputs / "two.txt").write_text("July 2, 2024\n\n" + SLUICE.replace("Monday", "Tuesday"), encoding="utf-8")
    (tmp_path / "told.toml").write_text(
        '["in/one.txt"]\noutlet = "The Varn Post"\n["gone.txt"]\noutlet = "Nobody"\n', encoding="utf-8"
    )
    done = variorum(
        "collate", inputs, "-o", tmp_path / "out", "--one-story", "--format", "json", "--encoder", "ngrams",
        "--sources", tmp_path / "told.toml", "--outlet", "Water News", "--published", "July 4, 2024",
    )  # fmt: skip
    assert done.returncode == DONE, done.stderr
    assert "gone.txt" in done.stderr
    (path,) = (tmp_path / "out").glob("*/edition.json")
    edition = json.loads(path.read_text(encoding="utf-8"))
    told = {a["id"]: (a["outlet"], a["published"]) for a in edition["articles"]}
    assert told == {"one": ("The Varn Post", "2024-07-04"), "two": ("Water News", "2024-07-02")}
    assert "2024-07-01" in json.dumps(edition["timeline"])


def test_a_date_that_is_none_is_wrong_use(variorum, tmp_path):
    done = variorum("collate", "x.txt", "-o", tmp_path, "--published", "someday")
    assert done.returncode == 2
    assert "YYYY-MM-DD" in done.stderr


_FAULTY = """
import sys, variorum.align as stage
from variorum.cli import main
real = stage.prepare
def prepare(articles, *rest):
    if any("comet" in one.article.text for one in articles):
        raise KeyError("a fault")
    return real(articles, *rest)
stage.prepare = prepare
sys.argv[0] = "variorum"
main()
"""


@pytest.mark.parametrize("debug", [False, True])
def test_a_story_that_fails_costs_only_itself(tmp_path, debug):
    (tmp_path / "a.txt").write_text(SLUICE, encoding="utf-8")
    (tmp_path / "b.txt").write_text("A comet was seen over Lorn by Anna Gruber on Friday night.\n", encoding="utf-8")
    arguments = ["collate", tmp_path, "-o", tmp_path / "out", "--encoder", "ngrams", *["--debug"] * debug]
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == FAILED
    assert "b.txt: variorum failed on this story (KeyError: 'a fault')" in done.stderr.replace("\n", " ")
    assert ("Traceback" in done.stderr) == debug
    if not debug:
        assert len(list((tmp_path / "out").glob("*/edition.json"))) == 1


def test_interrupted(tmp_path):
    """Ctrl-C ends the command with a word, exit code 130 and no half-written file."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "variorum", "collate", "-", "-o", str(out)]
    # A shell that runs the tests in the background has its children ignore Ctrl-C; a terminal does not.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed
    ) as running:
        until = time.monotonic() + 60
        while not out.exists() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    # Where it meets code made of a string, as dataclasses are, Python ends by the signal; shells tell 130 of both.
    assert running.returncode in (INTERRUPTED, -signal.SIGINT)
    assert "interrupted" in said
    assert "Traceback" not in said
    assert not list(out.iterdir())


@pytest.mark.parametrize("after", [0.15, 0.3, 0.6])
def test_interrupted_while_it_is_being_imported(tmp_path, after):
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "variorum", "collate", "-", "-o", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed
    ) as running:
        # Before this Python itself is not ready.
        until = time.monotonic() + 60
        while "numpy" not in _mapped(running.pid) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert "interrupted" in said
    assert "Traceback" not in said


def _mapped(pid):
    return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_what_is_printed(tmp_path):
    (tmp_path / "a.txt").write_text(SLUICE, encoding="utf-8")
    command = [sys.executable, "-m", "variorum", "collate", "a.txt", "-o", "out", "--encoder", "ngrams"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == FAILED
    assert "cannot write what the command prints: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "out").glob("*/edition.html"))) == 1


def test_a_reader_that_goes_away(examples, tmp_path):
    (tmp_path / "a.txt").write_text(SLUICE, encoding="utf-8")
    command = [sys.executable, "-m", "variorum", "collate", "a.txt", "-o", "out", "--encoder", "ngrams", "--json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.close()
        said = running.stderr.read()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert len(list((tmp_path / "out").glob("*/edition.html"))) == 1
