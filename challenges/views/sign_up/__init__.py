"""Pages of signing up, for the manager and for a council."""
