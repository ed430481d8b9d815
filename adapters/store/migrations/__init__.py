"""The history of the schema; a new file in `versions` for every change of `tables.py`."""
