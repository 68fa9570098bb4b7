import pytest

from zaedno.core import warming


def test_each_step_is_taken_once_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "_steps", {})
    taken: list[str] = []
    warming.register_warming("a", lambda: taken.append("first"))
    warming.register_warming("a", lambda: taken.append("second"))
    warming.register_warming("b", lambda: taken.append("third"))
    warming.warm_up()
    assert taken == ["second", "third"]
