"""Reading a table of the days that hosts and peers give to a round: plain Python, no database."""
