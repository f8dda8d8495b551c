"""What happens within a visit: sessions, their places, and what team and host are given."""
