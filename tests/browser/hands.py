"""Two ways to use a page: with a pointer, and with nothing but a keyboard."""

from typing import Protocol

from playwright.sync_api import Locator

MOST_STEPS = 400


class Hand(Protocol):
    """Whoever follows links, presses buttons and fills in fields."""

    def press(self, target: Locator) -> None:
        """Follow a link, or press a button."""

    def type(self, field: Locator, words: str) -> None:
        """Put words into a field, in the place of what stands there."""

    def choose(self, box: Locator) -> None:
        """Choose one of some radio buttons, or tick a box."""

    def select(self, field: Locator, label: str) -> None:
        """Choose from a list by the words that are shown."""


class Mouse:
    """Points at what it means."""

    def press(self, target: Locator) -> None:
        """Click it."""
        target.click()

    def type(self, field: Locator, words: str) -> None:
        """Fill it in."""
        field.fill(words)

    def choose(self, box: Locator) -> None:
        """Click it, unless it is chosen."""
        box.check()

    def select(self, field: Locator, label: str) -> None:
        """Pick it from the open list."""
        field.select_option(label=label)


class Keyboard:
    """Gets everywhere by Tab, and sees where it is."""

    def press(self, target: Locator) -> None:
        """Enter, as for links and buttons alike."""
        self._reach(target)
        target.page.keyboard.press("Enter")

    def type(self, field: Locator, words: str) -> None:
        """Mark what stands there and type over it."""
        self._reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(words)

    def choose(self, box: Locator) -> None:
        """Space for a box; arrows among radio buttons, of which Tab reaches one only."""
        if box.get_attribute("type") == "checkbox":
            self._reach(box)
            box.page.keyboard.press("Space")
            return
        self._reach(box, within=f"[name={box.get_attribute('name')}]")
        self._step(box, "Space", until="element => element.checked", then="ArrowDown")

    def select(self, field: Locator, label: str) -> None:
        """Arrows until it is shown."""
        self._reach(field)
        shown = f"element => element.selectedOptions[0].label === {label!r}"
        self._step(field, "Home", until=shown, then="ArrowDown")

    def _reach(self, target: Locator, *, within: str = "") -> None:
        target.wait_for()
        there = "(element, within) => within"
        there += " ? document.activeElement.matches(within) : element === document.activeElement"
        self._press_until(target, "Tab", until=there, argument=within)

    def _step(self, target: Locator, first: str, *, until: str, then: str) -> None:
        target.page.keyboard.press(first)
        self._press_until(target, then, until=until)

    def _press_until(self, target: Locator, key: str, *, until: str, argument: str = "") -> None:
        for _ in range(MOST_STEPS):
            if target.evaluate(until, argument):
                return
            target.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead to {target}")
