"""Pages of a visit's timetable and its sessions."""
