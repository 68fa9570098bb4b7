"""Policies for programs: each policy whole, and lists of all that belongs to policies."""
