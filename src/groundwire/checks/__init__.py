"""Checks: one file rules on one sort of fault, over a whole draft."""
