"""Reads of a visit's timetable, and a visit as the planner's problem."""
