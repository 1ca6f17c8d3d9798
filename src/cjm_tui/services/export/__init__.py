"""Pages for a wiki: sources, the past of a map, and the way onto disk and into a commit."""
