"""What language models are asked, counted: a local cache, a daily budget that cannot be overdrawn, and a ledger of every call."""
