"""Reads of plans, and a round as the planner's problem."""
