"""What runs work over many shards: local processes, or Spark. Three operations, the same results from either."""

from variorum.engines.port import Engine, EngineError, Merge, Shuffle, Split
from variorum.engines.start import start

__all__ = ["Engine", "EngineError", "Merge", "Shuffle", "Split", "start"]
