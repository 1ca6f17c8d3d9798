"""Room: services."""
