"""Other open programs that write from reports with a language model, beside ours: the same reports, the same server that lies."""
