"""The curve of emotions: its dots, what may be laid over it, and its small and pictured forms."""
