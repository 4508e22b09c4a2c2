"""Kin in the archive: copies found, happenings told apart; beside what else there is for it."""
