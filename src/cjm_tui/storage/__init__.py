"""Text to document and back, and files on the disk.

The lens keeps two laws: writing what was read gives the same text, byte for byte; reading what was written gives the
same document, comments and unknown keys included. A file is only ever replaced whole, by a text that was read back and
found right, under a lock, and never over something nobody has seen.
"""
