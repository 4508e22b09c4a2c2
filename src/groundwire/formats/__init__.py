"""Formats: a story as bytes. One file is one format."""
