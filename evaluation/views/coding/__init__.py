"""Pages of the codebook and of the coding desk."""
