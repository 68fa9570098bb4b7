"""Reads the text of one file, in a process of its own that may break without harm.

Nothing here knows Django, the database or a secret: what a hostile file could take over is a
process that has a file to read and half a minute to live.
"""
