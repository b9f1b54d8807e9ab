"""A person at a browser: waits 1.2 seconds before each click, types four
characters a second, and counts both. The clock is computed, not waited for, so
that a slow machine does not change what a person needs."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

CLICK = 1.2  # seconds of looking before a click
KEYS_A_SECOND = 4


@dataclass
class Person:
    page: Page
    clicks: int = 0
    keys: int = 0
    waited: float = 0.0
    diary: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return self.clicks * CLICK + self.keys / KEYS_A_SECOND + self.waited

    def click(self, where: str | Locator) -> None:
        self.clicks += 1
        self._found(where).click()

    def check(self, where: str | Locator) -> None:
        self.clicks += 1
        self._found(where).check()

    def type(self, where: str | Locator, text: str) -> None:
        """One click into the field and then the keys."""
        self.clicks += 1
        self.keys += len(text)
        self._found(where).fill(text)

    def go(self, where: str | Locator) -> None:
        """Click what leads to another page, and be there."""
        with self.page.expect_navigation():
            self.click(where)

    def send(self, button: str = "main form .actions button.button") -> None:
        self.go(button)

    def write(self, text: str) -> None:
        """Where she is, without looking for it."""
        self.keys += len(text)
        self.page.keyboard.insert_text(text)

    def press(self, keys: str) -> None:
        """One key, or several at once: “Alt+Digit1”."""
        self.keys += len(keys.split("+"))
        self.page.keyboard.press(keys)

    def wait_for(self, where: str | Locator, *, seconds: float) -> None:
        """Something that the person has to wait for counts as it takes."""
        self.waited += seconds
        self._found(where).wait_for(timeout=60_000)

    def _found(self, where: str | Locator) -> Locator:
        return self.page.locator(where).first if isinstance(where, str) else where
