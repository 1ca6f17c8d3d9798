"""Customer journey maps in the terminal, kept as plain text in git."""

__version__ = "0.1.0"
