"""True sentences about tables, and errors planted in them: what the check of tables catches and what it blocks."""
