"""The board of planted errors: real news, one small wrong thing in each false sentence, and true sentences beside them."""
