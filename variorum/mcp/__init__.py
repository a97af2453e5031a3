"""variorum for agents: a server of the Model Context Protocol over standard input and output."""

from variorum.mcp.server import Options, serve

__all__ = ["Options", "serve"]
