"""Timelines of whole threads against those that newspapers' own staff drew up."""
