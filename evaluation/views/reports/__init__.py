"""Pages of reports, letters and packs."""
