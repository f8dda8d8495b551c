"""Reading a file of people into rows and saying what is new, changed or faulty: plain Python, no database."""
