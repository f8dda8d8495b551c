"""The timetable inside one visit: `draft` places its sessions, `clashes` checks any timetable, `causes` says what
cannot be. Times are minutes after midnight of day 0, 1, … of the visit, local ones: a 09:30 session is at 09:30."""
