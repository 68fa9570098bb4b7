"""Consultations and their forms for programs."""
