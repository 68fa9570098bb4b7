"""News and campaigns for programs."""
