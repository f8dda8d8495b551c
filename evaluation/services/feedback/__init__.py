"""Asking people, keeping what they answer, and the duties to them."""
