"""What a reader of tables or of recommendations makes of a document: areas, actions, remarks."""

from dataclasses import dataclass

from scheduler.plans.plan import Action, Area
from scheduler.reading.report import Remark


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Areas and actions in the document's order.

    `printed` are words as the document has them that were taken apart or put together: areas with their number and
    heading's word, rows that a page had cut.
    """

    areas: tuple[Area, ...] = ()
    actions: tuple[Action, ...] = ()
    remarks: tuple[Remark, ...] = ()
    printed: tuple[str, ...] = ()
