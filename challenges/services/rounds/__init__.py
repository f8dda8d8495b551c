"""A round and what it is set up with: days that are blocked, conflicts, topics, milestones."""
