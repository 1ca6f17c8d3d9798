"""The views of a map beside the cards, each a sheet of lines, and the order in which one goes through them."""
