"""The values of a journey map and their algebra.

A document is a set of records keyed by kind and id; an edit is a pure function from document to document;
what happened is always `diff(before, after)`. Nothing in this room reads a file, a clock, a terminal or git,
and no value here can be changed once it is made.
"""
