"""Reads of surveys: who is asked, what their form shows, who has answered."""
