"""The exit codes of every command; 130 is what shells give to a command that Ctrl-C ended."""

DONE = 0
FAILED = 1
USAGE = 2
SKIPPED = 3
INTERRUPTED = 130
