"""How the weights in ``src/groundwire/encoders/weights`` were made; see README.md here. Not part of the installed package."""
