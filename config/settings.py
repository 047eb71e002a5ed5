"""The settings as one typed whole; where their values come from is reader.py's, how they fit together checks.py's.

A description is read by a co-ordinator: it stands, word for word, above its key in chaser.example.toml.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.addresses import Address
from config.boards import BoardSection, PlanSection, SeriesSection
from config.chasing import (
    BrakeSection,
    CalendarSection,
    EscalationSection,
    RemindersSection,
    RequestsSection,
    RoundsSection,
)
from config.hooks import WebhooksSection
from config.incoming import BouncesSection, NotifySection
from config.kinds import OptionalAddress, Slug
from config.signing_in import OidcSection
from config.technical import DatabaseSection, SmtpSection, WebSection


class Settings(BaseSettings):
    """Everything that an operator chooses, frozen. Paths are whole once read by reader.py."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", case_sensitive=True, validate_default=True)

    transport: Literal["maildrop", "smtp", "notify"] = Field(
        default="maildrop",
        description='Where mails go: "maildrop" writes them as files into the folder mail of this home and sends '
        'nothing; "smtp" hands them to your organisation\'s mail relay; "notify" to GOV.UK Notify.',
    )
    redirect: OptionalAddress = Field(
        default=None,
        description="For the first weeks: one address that gets every mail instead of the people it is meant for. "
        "Each mail says for whom it was. Empty: mails go to the people themselves.",
    )
    sender: OptionalAddress = Field(
        default=None, description="Who mails come from: name and address. Empty: the board's co-ordinator."
    )
    boards: Mapping[Slug, BoardSection] = Field(
        default={}, description="The boards, each under a short name: [boards.cog]."
    )
    series: Mapping[Slug, SeriesSection] = Field(
        default={}, description="The boards' meetings, each series under a short name: [series.moderation]."
    )
    plans: Mapping[Slug, PlanSection] = Field(
        default={}, description="What plans do not say themselves, each under its short name: [plans.cog-2026]."
    )
    calendar: CalendarSection = Field(default=CalendarSection(), description="Which days are working days.")
    rounds: RoundsSection = Field(default=RoundsSection(), description="When Chaser looks and mails.")
    reminders: RemindersSection = Field(default=RemindersSection(), description="When a lead is reminded.")
    escalation: EscalationSection = Field(default=EscalationSection(), description="Who hears that something is late.")
    requests: RequestsSection = Field(default=RequestsSection(), description="Who may grant what is asked, and when.")
    brake: BrakeSection = Field(default=BrakeSection(), description="What keeps a mistake from mailing everybody.")
    smtp: SmtpSection = Field(
        default=SmtpSection(), description="The mail relay: ask whoever looks after your organisation's mail."
    )
    notify: NotifySection = Field(default=NotifySection(), description="GOV.UK Notify, if mails go by it.")
    bounces: BouncesSection = Field(
        default=BouncesSection(), description="What comes back: undeliverable mail, and replies if you like."
    )
    web: WebSection = Field(default=WebSection(), description="Pages and calendar feeds.")
    oidc: OidcSection = Field(
        default=OidcSection(), description="Signing in with your organisation's own accounts, such as Entra ID."
    )
    webhooks: WebhooksSection = Field(
        default=WebhooksSection(), description="Where other programs may be told of events."
    )
    database: DatabaseSection = Field(default=DatabaseSection(), description="Where the register is kept.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed over: layers.py names the sources, so that nothing is read behind the reader's back."""
        return (init_settings,)

    def sender_for(self, board: str) -> Address | None:
        """Who a board's mails come from: the sender if one is set, else its co-ordinator; None for an unknown board."""
        if self.sender or board not in self.boards:
            return self.sender
        return self.boards[board].co_ordinator

    def division_of(self, board: str) -> str:
        """Whose bank holidays count for a board; the calendar's for a board that names none or is unknown."""
        named = self.boards[board].division if board in self.boards else ""
        return named or self.calendar.division

    def board_of_plan(self, plan: str) -> str:
        """The short name of the board that oversees a plan: the one it names, else the only one there is, else ""."""
        named = self.plans[plan].board if plan in self.plans else ""
        return named or (next(iter(self.boards)) if len(self.boards) == 1 else "")
