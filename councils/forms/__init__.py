"""Forms of people, accounts and imports."""
