"""Value types: parse, normalise and compare, one type a file. Nothing here knows of articles."""
