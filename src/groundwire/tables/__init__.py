"""The shelf of the newsroom's own data: one file reads one kind of store. Names that begin with an underscore are parts of those."""
