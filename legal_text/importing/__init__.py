"""Import of acts from a file of JSON lines."""
