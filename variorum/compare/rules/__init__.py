"""The rules, one kind a file: each begins with its evidence and its traps, and has `find`."""
