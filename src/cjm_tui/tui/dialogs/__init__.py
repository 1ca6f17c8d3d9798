"""Screens that ask for something over the board, take plain values in and give plain values back.

No dialog changes a document, writes a file or runs git: what needs doing is handed in as a callable.
"""
