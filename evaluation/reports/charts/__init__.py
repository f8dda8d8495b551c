"""Pictures of tables as SVG, one source for page and PDF. Plain Python."""
