"""Signing up: a council's answer, the peers it offers, and everybody's days."""
