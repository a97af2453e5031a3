"""Word lists and tables, data as files beside small loaders."""
