"""`variorum verify` over several files: what cannot be read is one line, and the others are checked."""

import json

from edition.many import of_text

from variorum.cli.exits import DONE, FAILED
from variorum.cli.verify import run


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path, capsys):
    (tmp_path / "[red]").mkdir()
    good = tmp_path / "[red]" / "edition.json"
    good.write_text(of_text("Two gates of the dam were opened.").to_json(), encoding="utf-8")
    assert run([tmp_path / "none.json", tmp_path, good], as_json=True) == FAILED
    told = json.loads(capsys.readouterr().out)
    assert told[str(good)] == []
    assert [len(told[str(each)]) for each in (tmp_path / "none.json", tmp_path)] == [1, 1]
    assert run([good], as_json=False) == DONE
    assert f"verified {good}" in capsys.readouterr().out
    assert told[str(tmp_path / "none.json")][0] == "cannot be read (No such file or directory)"
