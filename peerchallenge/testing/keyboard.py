"""Somebody who uses a page without a mouse: Tab, arrows, Space, Enter and letters, and must see where they are."""

from __future__ import annotations

from typing import Any

FOCUSED = """() => {
  const at = document.activeElement, label = at.labels && at.labels[0];
  const style = getComputedStyle(label && at.type === 'radio' ? label : at, label ? '::before' : null);
  const own = getComputedStyle(at);
  const drawn = s => (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') || s.boxShadow !== 'none';
  return {
    name: ((label || at).innerText || at.value || '').trim().replace(/\\s+/g, ' '),
    role: at.type === 'radio' || at.type === 'checkbox' ? at.type : at.tagName.toLowerCase(),
    id: at.id,
    visible: drawn(own) || drawn(style),
  };
}"""
FURTHEST = 80


class Keyboard:
    """The keyboard in front of a page (Playwright's Page). Nothing here clicks, fills in or focuses by script."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def focused(self) -> dict[str, Any]:
        """What has the focus: its name, role and id, and whether the focus can be seen."""
        return dict(self.page.evaluate(FOCUSED))

    def press(self, *keys: str) -> None:
        """Press keys by name, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, name: str = "", *, role: str = "", id: str = "") -> None:
        """Press Tab until what has the focus fits. Raises AssertionError where it cannot be reached or not be seen."""
        passed = []
        for _ in range(FURTHEST):
            self.press("Tab")
            here = self.focused
            passed.append(here["name"])
            if here["name"].startswith(name) and here["role"].startswith(role) and here["id"].startswith(id):
                assert here["visible"], f"The focus on {here['name']!r} cannot be seen on {self.page.url}"
                return
        raise AssertionError(f"Tab never reached {(name, role, id)} on {self.page.url}; it passed {passed}")

    def choose(self, id: str, name: str) -> None:
        """Go to a group of radios by the start of its ids, then by arrows to the one of this name."""
        self.tab_to(role="radio", id=id)
        self.press("Space")
        for _ in range(FURTHEST):
            if self.focused["name"] == name:
                return
            self.press("ArrowDown")
        raise AssertionError(f"No arrow leads to {name!r} on {self.page.url}")

    def enter(self, name: str, *, role: str = "") -> None:
        """Tab to a button or link of this name and follow it."""
        self.tab_to(name, role=role)
        with self.page.expect_event("load"):
            self.press("Enter")
