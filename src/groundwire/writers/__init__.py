"""Writers: a plan becomes sentences, each with its evidence."""
