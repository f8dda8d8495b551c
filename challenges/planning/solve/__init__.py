"""The search for a plan: OR-Tools CP-SAT on some of the hosts at a time, the others held as they are."""
