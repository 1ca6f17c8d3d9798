"""A map as a Markdown page: its parts, the syntax they are written in, and the proof that it reads back."""
