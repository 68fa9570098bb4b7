"""What authors hide: it is in the file, and no reader of the file sees it."""

_OFF = frozenset({"0", "false", "off"})
# Which family of styles an element of LibreOffice takes its own from.
_FAMILIES = {"table": "table", "span": "text", "p": "paragraph", "h": "paragraph"}
_HIDING = {("table-properties", "display", "false"), ("text-properties", "display", "none")}


class Hidden:
    """Follows the elements of a file; true while it is within something hidden."""

    def __init__(self) -> None:
        """Nothing is hidden before the first element."""
        self._depth = 0
        self._runs: list[bool] = []
        self._style = ("", "")
        self._styles: set[tuple[str, str]] = set()

    def __bool__(self) -> bool:
        """Whether this place is hidden."""
        return self._depth > 0 or any(self._runs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if self._depth or self._hides(name, own):
            self._depth += 1
        elif name == "r":
            self._runs.append(False)
        elif name == "vanish" and self._runs:
            self._runs[-1] = own.get("val", "1") not in _OFF
        elif name == "style":
            self._style = own.get("family", ""), own.get("name", "")
        elif any((name, key, value) in _HIDING for key, value in own.items()):
            self._styles.add(self._style)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._depth:
            self._depth -= 1
        elif name == "r" and self._runs:
            self._runs.pop()

    def _hides(self, name: str, own: dict[str, str]) -> bool:
        """A slide that is not shown, a section or anything of a style that is not."""
        if name == "sld":
            return own.get("show", "1") in _OFF
        if name == "section":
            return own.get("display") == "none"
        return (_FAMILIES.get(name, ""), own.get("style-name", "")) in self._styles
