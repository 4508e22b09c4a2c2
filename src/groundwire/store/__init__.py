"""The newsroom's memory: every report it was given, found again by words, by meaning, by date, outlet and name.

One file for an editor's laptop (SQLite), one URL for a newsroom (PostgreSQL); the rest of the house sees ``protocols.Store`` alone."""
