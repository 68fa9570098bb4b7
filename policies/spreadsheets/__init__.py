"""Measures, money, indicators and measurements as files of rows, in and out."""
