"""What a real language model's sentences are worth once they went through the checks."""
