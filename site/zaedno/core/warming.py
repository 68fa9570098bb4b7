"""What the web server gets ready before the first visitor comes: each app registers its own."""

from collections.abc import Callable

_steps: dict[str, Callable[[], object]] = {}


def register_warming(name: str, step: Callable[[], object]) -> None:
    """Add a step, or replace the one of this name; called from ``AppConfig.ready()``."""
    _steps[name] = step


def warm_up() -> None:
    """Take every step; it costs the start what it would cost the first visitor."""
    for step in _steps.values():
        step()
