"""Reads of who takes part, who offers whom, and when everybody can."""
