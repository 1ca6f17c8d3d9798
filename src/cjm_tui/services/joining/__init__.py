"""Handing work over: commits, branches, merges with their conflicts, and sync."""
