"""A headless Chromium in the hands of a test: pages, forms, keys, colour schemes, and what axe finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HEIGHT = 900
PATIENCE = 30
AXE = """
const done = arguments[0];
const told = each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`;
axe.run({resultTypes: ["violations"], preload: false}).then(found => done(found.violations.map(told)));
"""  # told of what is wrong alone; no rule that axe comes with switched on asks for what it would fetch ahead


@dataclass(frozen=True)
class Window:
    """One browser window; `driver` is selenium's."""

    driver: Any

    def begin_anew(self, *, width: int) -> None:
        """Forget who was signed in, leave the page that is open, and be of a width, in light colours."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.driver.get("about:blank")
        self.look(dark=False, width=width)

    def go(self, url: str) -> None:
        """Open an address."""
        self.driver.get(url)

    def click(self, words: str) -> None:
        """Follow the link, or press the button, of these words."""
        path = f"//main//a[normalize-space()='{words}'] | //main//button[normalize-space()='{words}']"
        with self._moving_on():
            self.driver.find_element("xpath", path).click()

    def write(self, field: str, words: str) -> None:
        """Fill a field, by its id."""
        found = self.driver.find_element("id", field)
        found.clear()
        found.send_keys(words)

    def write_file(self, field: str, path: str) -> None:
        """Choose a file, by the field's id."""
        self.driver.find_element("id", field).send_keys(path)

    def fill_in_section(self, heading: str, words: str) -> None:
        """Fill the text field of the section under a heading."""
        path = f"//section[h2[normalize-space()='{heading}']]//input[@type='text']"
        found = self.driver.find_element("xpath", path)
        found.clear()
        found.send_keys(words)

    def press(self, *keys: str) -> None:
        """Type keys wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def enter(self) -> None:
        """Press Enter where the focus is: a link is followed, a button pressed."""
        with self._moving_on():
            self.press("\ue007")

    @contextmanager
    def _moving_on(self) -> Iterator[None]:
        """Until the page that was there is gone and the next one is whole."""
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.ui import WebDriverWait

        before = self.driver.find_element("tag name", "html")

        def is_gone(_driver: Any) -> bool:
            try:
                before.is_enabled()
            except WebDriverException:  # chromedriver has several words for a page that is gone, not only "stale"
                return True
            return False

        yield
        waiting = WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException])
        waiting.until(is_gone)
        waiting.until(lambda driver: driver.find_element("tag name", "main"))

    def tab_to(self, words: str, *, most: int = 60) -> None:
        """Move the focus by the Tab key until it stands on a link, button or field of these words or this name."""
        from selenium.webdriver.common.action_chains import ActionChains

        for _ in range(most):
            focused = self.driver.switch_to.active_element
            if words in (" ".join(focused.text.split()), focused.get_attribute("name")):
                return
            ActionChains(self.driver).send_keys("\ue004").perform()  # a field for files takes keys for a file's name
        raise AssertionError(f"{words!r} cannot be reached by the Tab key")

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return " ".join(self.driver.find_element("tag name", "h1").text.split())

    @property
    def text(self) -> str:
        """All that the main part says."""
        return " ".join(self.driver.find_element("tag name", "main").text.split())

    @property
    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        wider: int = self.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider

    def look(self, *, dark: bool, width: int) -> None:
        """Show the page in a colour scheme and at a width."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        metrics = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    @property
    def status(self) -> int:
        """What the server said with the page: 200 for a page that was asked for and given."""
        said: int = self.driver.execute_script("return performance.getEntriesByType('navigation')[0].responseStatus")
        return said

    def faults(self) -> list[str]:
        """What axe, which came along with the page, finds wrong with it by all of its rules, each with the place."""
        found: list[str] = self.driver.execute_async_script(AXE)
        return found


@dataclass(frozen=True)
class ByKeyboard(Window):
    """The same window in the hands of somebody who uses no pointer."""

    def click(self, words: str) -> None:
        """Go to the link or button by the Tab key, and press Enter."""
        self.tab_to(words)
        self.enter()

    def write(self, field: str, words: str) -> None:
        """Go to the field by the Tab key, and type over what stands in it."""
        self.tab_to(field)
        self.press("\ue009a\ue000", words)


@contextmanager
def opened(chromium: tuple[str, str], *, scripts: bool = True) -> Iterator[Window]:
    """A window of a browser of its own, with JavaScript or without."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium[0]
    for flag in FLAGS:
        options.add_argument(flag)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service(chromium[1]))
    try:
        driver.implicitly_wait(PATIENCE)  # for a page that is still on its way
        yield Window(driver)
    finally:
        driver.quit()
