"""The small models, loaded once, at their first use."""
