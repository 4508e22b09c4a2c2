"""How fast the archive takes reports in and gives them back, and how that grows with it."""
