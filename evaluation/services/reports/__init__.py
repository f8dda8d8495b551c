"""Making a report, writing beside its figures, and its way to its readers."""
