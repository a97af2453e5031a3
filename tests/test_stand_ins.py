from __future__ import annotations

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from variorum.stand_ins import standing_in


@pytest.fixture
def not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == "wsgiref"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("not_imported")
def test_a_stand_in_is_found_in_the_block_and_gone_behind_it() -> None:
    import wsgiref

    other = ModuleType("wsgiref.headers")
    with standing_in(other):
        assert importlib.import_module("wsgiref.headers") is other
        from wsgiref import headers

        assert headers is other
    assert "headers" not in vars(wsgiref)
    assert importlib.import_module("wsgiref.headers").Headers


@pytest.mark.usefixtures("not_imported")
def test_what_is_there_already_stays() -> None:
    from wsgiref import headers

    with standing_in(ModuleType("wsgiref.headers")):
        assert importlib.import_module("wsgiref.headers") is headers
    assert importlib.import_module("wsgiref").headers is headers


@pytest.mark.usefixtures("not_imported")
def test_a_failure_leaves_no_stand_in() -> None:
    with pytest.raises(ZeroDivisionError), standing_in(ModuleType("wsgiref"), ModuleType("wsgiref.headers")):
        raise ZeroDivisionError
    assert not {"wsgiref", "wsgiref.headers"} & sys.modules.keys()


def test_matrices_come_without_fortran_tools_which_can_be_imported_later() -> None:
    program = (
        "import sys; from variorum.sparse import sparse; assert 'numpy.f2py' not in sys.modules\n"
        "import numpy, numpy.f2py, numpy.testing, scipy.sparse.csgraph\n"
        "numpy.testing.assert_allclose(sparse.eye(2, format='csr').toarray(), numpy.eye(2))\n"
        "assert numpy.f2py.main\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
