"""Pages of a round's plan and its repairs."""
