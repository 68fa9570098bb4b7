"""Personal data: consent, what is held, seeing and erasing it, terms of keeping."""
