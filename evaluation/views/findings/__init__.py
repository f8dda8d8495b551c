"""Pages of findings, and the interface for programs."""
