"""A language model's server that lies: what of its lies reaches a finished story."""
