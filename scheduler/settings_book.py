"""The settings of a home as the pages read, try and save them: chaser.toml, with the environment above it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any

from tomlkit.exceptions import ParseError

from config.addresses import Address
from config.edits import with_edits
from config.environment import variable_of
from config.reader import Examination, examine_settings
from config.saving import save_text, text_of, why_not_saved
from config.settings import Settings
from scheduler.assembly import House
from scheduler.home_check import problems_in
from scheduler.register.lookups import address_keys
from scheduler.rounds.orders import StandingOrders
from scheduler.settings_to_orders import orders_of
from scheduler.web.desk import Desk
from scheduler.web.settings_port import Edits, LockedSettings, Path, StaleSettings, Tried


@dataclass(frozen=True, kw_only=True)
class HomeBook:
    """A SettingsBook over a house; `today` gives the local day, `renewed` takes the orders that hold after a save."""

    house: House
    today: Callable[[], date]
    renewed: Callable[[StandingOrders], None]

    @property
    def why_locked(self) -> str:
        """Why nothing can be saved; a home that another hand just broke says so too."""
        return why_not_saved(self.house.home) or self._why_unreadable()

    @property
    def version(self) -> str:
        """The digest of the file."""
        return sha256((self._text() or "").encode()).hexdigest()

    def values(self, *paths: Path) -> Mapping[Path, Any]:
        """The values that count now, by the file and the environment as they are."""
        settings = self._examined().settings
        return {path: _as_toml(_at(settings, path)) for path in paths}

    def fixed_by(self, path: Path) -> str:
        """The variable that sets a path, or a part of it."""
        name = variable_of(path)
        return next(
            (each for each in sorted(self.house.environment) if each == name or each.startswith(f"{name}__")), ""
        )

    def tried(self, edits: Edits) -> Tried:
        """What would come of the edits, looked at as chaser check looks at the file."""
        text = self._text()
        if text is None or self.why_locked:
            return Tried(orders=None, problems=(((), self.why_locked),))
        before = {f"{each.what} {each.cure}" for each in problems_in(self._examined(), today=self.today())}
        examination = self._examined(with_edits(text, edits))
        wrong = [each for each in problems_in(examination, today=self.today()) if not each.is_warning]
        said = [(_path_at(each.place, examination, edits), f"{each.what} {each.cure}") for each in wrong]
        new = tuple((path, words) for path, words in said if path or words not in before)
        if new or not examination.is_sound:
            return Tried(orders=None, problems=new or tuple(((), str(each)) for each in wrong))
        return Tried(orders=self._orders(examination.settings))

    def save(self, edits: Edits, *, version: str) -> StandingOrders:
        """Write the file and let its orders hold in this process; the daemon's next round is held by them."""
        if self.why_locked:
            raise LockedSettings(self.why_locked)
        if version != self.version:
            raise StaleSettings
        text = with_edits(self._text() or "", edits)
        examination = self._examined(text)
        if not examination.is_sound:
            raise LockedSettings("The settings do not fit together like this: chaser check says where.")
        try:
            save_text(self.house.home, text)
        except OSError as fault:
            raise LockedSettings(f"{fault.filename} could not be written: {fault.strerror}.") from fault
        orders = self._orders(examination.settings)
        self.renewed(orders)
        return orders

    def _orders(self, settings: Settings) -> StandingOrders:
        """What the settings order, with everybody by what the register knows them by."""
        with self.house.looking() as session:
            return orders_of(settings, self.house.secret).known_by(address_keys(session))

    def _examined(self, text: str | None = None) -> Examination:
        return examine_settings(self.house.home, self.house.environment, text=text)

    def _text(self) -> str | None:
        try:
            return text_of(self.house.home)
        except (OSError, UnicodeDecodeError):
            return None

    def _why_unreadable(self) -> str:
        text = self._text()
        try:
            with_edits(text or "", {})
        except ParseError:
            text = None
        return "" if text is not None else "chaser.toml cannot be read as it is: chaser check says where."


def give_book(desk: Desk, house: House) -> None:
    """Let the pages change the settings of a house: orders that are saved hold for pages and rounds at once."""

    def renewed(orders: StandingOrders) -> None:
        house.orders = desk.orders = orders

    desk.book = HomeBook(house=house, today=lambda: desk.today, renewed=renewed)


def _at(settings: Any, path: Path) -> Any:
    for key in path:
        settings = settings.get(key) if isinstance(settings, Mapping) else getattr(settings, key, None)
    return settings


def _as_toml(value: Any) -> Any:
    """A value of the settings as chaser.toml would hold it; "" for none."""
    if isinstance(value, tuple | list):
        return [_as_toml(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _as_toml(each) for key, each in value.items()}
    if isinstance(value, Address):
        return str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if hasattr(value, "model_dump"):
        return {key: _as_toml(each) for key, each in value}
    return "" if value is None else value


def _path_at(place: str, examination: Examination, edits: Edits) -> Path:
    """The edited path at which a problem stands, on whatever line; () for one that stands elsewhere."""
    said = place.partition(", ")[2]
    at = {examination.place_of(*path).partition(", ")[2]: path for path in edits}
    return next((path for words, path in at.items() if words and f"{said},".startswith(f"{words},")), ())
