"""One run of the command, with an account of when models are at work. `speed.py start` begins it.

    python benchmarks/cold_start.py BEGUN OUT INPUT...

It does what `variorum collate INPUT... -o OUT -q` does and prints one line of JSON: `stages` and `models` with seconds
of the wall and of the processor, and `spells`, from when to when some model was loaded or run in some process, in
seconds since BEGUN (by `time.perf_counter`, the moment at which the command was given).
"""

from __future__ import annotations

import json
import sys

from variorum import timing


def main() -> None:
    """Run the command and print the account."""
    begun, out, *inputs = sys.argv[1:]
    timing.keep_spells()
    from variorum.cli import main as command

    sys.argv = ["variorum", "collate", *inputs, "-o", out, "-q"]
    try:
        command()
    finally:
        account = {
            "stages": timing.spent_in_stages(),
            "models": timing.times_of_models(),
            "spells": [[at - float(begun) for at in spell] for spell in timing.spells_of_models()],
        }
        print(json.dumps(account))


if __name__ == "__main__":
    main()
