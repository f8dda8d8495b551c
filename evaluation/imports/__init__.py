"""Reading what other survey tools export. Plain Python."""
