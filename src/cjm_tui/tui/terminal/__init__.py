"""Everything that is sent to the terminal goes through here, and nothing that it shows already."""
