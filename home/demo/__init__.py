"""A whole example municipality in both languages: content as data, and what loads it."""
