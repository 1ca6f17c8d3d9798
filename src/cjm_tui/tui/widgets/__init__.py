"""Widgets: each draws the lines of a value it is given and posts what the person did to it."""
