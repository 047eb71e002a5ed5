"""Where a mail leads a co-ordinator on the pages; empty where nobody said under which address these are reached."""

from scheduler.links import action_path, desk_path
from scheduler.rounds.scene import Scene
from scheduler.rules.decisions import Notice
from scheduler.rules.recipients import Capacity


def desk_url(scene: Scene, what: str = "") -> str:
    """The desk, or one page of it: "post", "leads", "people"."""
    return f"{scene.orders.web_url}{desk_path(what)}" if scene.orders.web_url else ""


def page_url(notice: Notice, scene: Scene) -> str:
    """The page of the action that a notice is about."""
    return f"{scene.orders.web_url}{action_path(notice.plan, notice.ref)}" if scene.orders.web_url else ""


def way_to_answer(notice: Notice, scene: Scene) -> str:
    """Where whoever hears a notice says what it asks for: the co-ordinator on its page, all others by their link."""
    if notice.capacity is Capacity.CO_ORDINATOR:
        return page_url(notice, scene)
    return scene.orders.answer_link(notice.key.person, notice.plan, notice.ref, scene.today)
