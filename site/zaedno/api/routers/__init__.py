"""Routers that belong to no app: locales, navigation, pages by address, open data."""
