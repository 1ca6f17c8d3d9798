"""A throw-away copy of the sample maps with a believable history."""
