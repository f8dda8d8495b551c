"""A challenge from its days and team to its letter and actions."""
