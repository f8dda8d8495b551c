"""Codebooks, the engine's runs, and the work of people at the desk."""
