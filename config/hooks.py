"""The table for webhooks: which programs inside the organisation's own network may be told of events."""

from pydantic import Field

from config.kinds import Host, OptionalPath
from config.section import Section


class WebhooksSection(Section):
    """Where webhooks may go beside the public internet."""

    inside: tuple[Host, ...] = Field(
        default=(),
        description='Computers of your own network to which webhooks may go, such as ["reports.example.org"]. Empty: '
        "webhooks go to addresses of the public internet alone.",
    )
    ca_file: OptionalPath = Field(
        default=None,
        description="A file with the certificate (PEM) of the authority that signed those computers', if it is your "
        "own. Empty: the authorities that this computer trusts.",
    )
