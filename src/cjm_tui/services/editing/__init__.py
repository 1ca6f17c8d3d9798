"""An open map: edits, undo, saving at once, and merging what others write meanwhile."""
