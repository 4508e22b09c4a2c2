"""What Groundwire costs and what its stories are worth, measured: ``python -m bench``. See docs/bench.md."""
