"""A headless Chromium in the hands of a test: pages, forms, keys, colour schemes, and what axe finds."""

from collections.abc import Iterator, Sequence
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
EVERYTHING = "\ue009a\ue000"  # Ctrl and A
MOST_ROUNDS = 12
TELLS_WHETHER_SCRIPTS_RUN = (
    "data:text/html,<title>without scripts</title><script>document.title = 'with scripts'</script>"
)
STOPS_BEFORE = """
const to = arguments[0], from = document.activeElement;
if (from === to) return 0;
const start = from === document.body ? document.querySelector(":target") : from;
const follows = (one, other) => !one || one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
const stops = [...document.querySelectorAll("a[href], button, input, select, textarea")].filter(
  each => each.checkVisibility() && each.type !== "hidden" && (each.type !== "radio" || each.checked));
return 1 + stops.filter(each => each !== to && follows(start, each) && follows(each, to)).length;
"""  # how often Tab is to be pressed at least; a field for a date takes more, and so do choices of which none is made
AXE = """
const [rules, done] = arguments, page = document.documentElement, spaced = new CSSStyleSheet();
spaced.replaceSync(`html { width: 320px } p { margin-bottom: 2em !important }
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
function sideways() {
  document.adoptedStyleSheets = [spaced];
  const most = Math.max(...[...document.body.querySelectorAll("main *:not(.picture *, thead *)")].map(
    each => each.getBoundingClientRect().right));
  document.adoptedStyleSheets = [];
  return most - 304;  // but for the margin
}
const asked = rules.length ? {runOnly: rules} : {rules: {"target-size": {enabled: true}}};
axe.run(document, {reporter: "no-passes", preload: false, ...asked}).then(({violations}) => {
  const wider = page.scrollWidth - page.clientWidth || (rules.length ? 0 : Math.ceil(sideways()));
  const told = violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
  done([...told, ...(wider > 0 ? [`${wider} pixels too wide`] : [])]);
});
"""  # told of what is wrong alone; no rule that is switched on asks for what axe would fetch ahead


@dataclass(frozen=True)
class Window:
    """One browser window; `driver` is selenium's."""

    driver: Any

    def begin_anew(self, *, width: int, scripts: bool = True) -> None:
        """Forget who was signed in, leave the page that is open, be of a width, in light colours, and run the scripts
        of pages or none."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        self.driver.get(TELLS_WHETHER_SCRIPTS_RUN)
        assert self.driver.title == ("with scripts" if scripts else "without scripts")
        self.look(dark=False, width=width)

    def go(self, url: str) -> None:
        """Open an address."""
        self.driver.get(url)

    def click(self, words: str) -> None:
        """Follow the link, or press the button, of these words."""
        found = self._named(words)
        with self._moving_on():
            found.click()

    def _named(self, words: str) -> Any:
        path = f"//main//a[normalize-space()='{words}'] | //main//button[normalize-space()='{words}']"
        return self.driver.find_element("xpath", path)

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
        found = self._in_section(heading)
        found.clear()
        found.send_keys(words)

    def _in_section(self, heading: str) -> Any:
        return self.driver.find_element("xpath", f"//section[h2[normalize-space()='{heading}']]//input[@type='text']")

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

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return " ".join(self.driver.find_element("tag name", "h1").text.split())

    @property
    def text(self) -> str:
        """All that the main part says."""
        return " ".join(self.driver.find_element("tag name", "main").text.split())

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

    def faults(self, rules: Sequence[str] = ()) -> list[str]:
        """What axe, which came along with the page, finds wrong with the whole of it by these rules (all where none is
        named), each with the place; and if it is too wide.

        Where all rules are asked for, it must not be too wide for 320 pixels either with the spaces between lines,
        letters and words that readers may choose (WCAG 2.2, 1.4.10 and 1.4.12).
        """
        found: list[str] = self.driver.execute_async_script(AXE, list(rules))
        return found


@dataclass(frozen=True)
class ByKeyboard(Window):
    """The same window in the hands of somebody who uses no pointer: every key is pressed where the focus is."""

    def click(self, words: str) -> None:
        """Go to the link or button by the Tab key, and press Enter."""
        self._tab_to(self._named(words))
        self.enter()

    def write(self, field: str, words: str) -> None:
        """Go to the field by the Tab key, and type over what stands in it."""
        self._tab_to(self.driver.find_element("id", field))
        self.press(EVERYTHING, words)

    def write_file(self, field: str, path: str) -> None:
        """Go to the field by the Tab key; a browser's own window for files is out of a driver's reach."""
        self._tab_to(self.driver.find_element("id", field))
        self.press(path)

    def fill_in_section(self, heading: str, words: str) -> None:
        """Go to the section's text field by the Tab key, and type over what stands in it."""
        self._tab_to(self._in_section(heading))
        self.press(EVERYTHING, words)

    def _tab_to(self, element: Any) -> None:
        """Press Tab until the focus stands on an element."""
        from selenium.webdriver.common.action_chains import ActionChains

        for _ in range(MOST_ROUNDS):
            presses: int = self.driver.execute_script(STOPS_BEFORE, element)
            if not presses:
                return
            ActionChains(self.driver).send_keys("\ue004" * presses).perform()
        raise AssertionError(f"{element.get_attribute('outerHTML')} cannot be reached by the Tab key")


@contextmanager
def opened(chromium: tuple[str, str]) -> Iterator[Window]:
    """A window of a browser of its own."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium[0]
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(chromium[1]))
    try:
        driver.implicitly_wait(PATIENCE)  # for a page that is still on its way
        yield Window(driver)
    finally:
        driver.quit()
