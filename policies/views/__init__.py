"""Pages of measures and indicators."""
