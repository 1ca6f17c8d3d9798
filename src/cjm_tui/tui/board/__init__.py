"""The parts of the board's screen: each does one thing for the open map, and knows the others only by name."""
