"""Looking for a plan, changing it by hand, agreeing it, and repairing what was agreed."""
