"""Room: importing."""
