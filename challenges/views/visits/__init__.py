"""Pages of challenges, of their letters, and of what is somebody's own."""
