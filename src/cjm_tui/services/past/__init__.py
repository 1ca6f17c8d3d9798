"""What git remembers of a map: revisions, who touched what and when, what changed, and bringing it back."""
