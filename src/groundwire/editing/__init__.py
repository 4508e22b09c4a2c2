"""Editing: from readings to a plan, and from a plan to clean copy. Pure work over values."""
