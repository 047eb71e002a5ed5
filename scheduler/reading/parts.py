"""What a reader of tables or of recommendations makes of a document: areas, actions, remarks."""

from dataclasses import dataclass

from scheduler.plans.plan import Action, Area
from scheduler.reading.report import Remark


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Areas and actions in the document's order; `headed` are the areas' cells as printed, number and all."""

    areas: tuple[Area, ...] = ()
    actions: tuple[Action, ...] = ()
    remarks: tuple[Remark, ...] = ()
    headed: tuple[str, ...] = ()
