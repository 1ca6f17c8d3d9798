"""The rules: a document, and what the files beside it hold, to problems.

Everything here is pure. A rule never stops another one: all problems of a document come in one go, each with its
record, its field, what is wrong and what to do.
"""
