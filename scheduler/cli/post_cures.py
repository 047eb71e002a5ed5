"""What to look at when a mail did not go: a sentence for each way in which a relay cannot be used."""

from config.technical import SmtpSection
from notifications.transports.contract import Accepted, Outcome, Phase, Refused

CERTIFICATE = (
    "Nobody whom this computer trusts vouches for the relay's certificate: if the authority is your own, name its "
    "certificate in [smtp] ca_file; if the name differs, set [smtp] host to the name in the certificate."
)
CURES = {
    Phase.CONNECT: "Look at [smtp] host, port and security, and ask whether a firewall lets this computer through.",
    Phase.HELLO: "The relay did not like our greeting: set [smtp] greets_as to this computer's full name.",
    Phase.SECURE: 'Look at [smtp] security: "starttls" is usual with port 587, "tls" with 465, "none" with 25.',
    Phase.LOGIN: "Look at [smtp] username and at the password or token: the relay did not let us in.",
    Phase.SENDER: "The relay takes no mail from this sender: look at sender, and at who may send through the relay.",
    Phase.RECIPIENT: "Look at the address; a relay that refuses every address may want a login first.",
    Phase.CONTENT: "Ask whoever keeps the relay what it takes.",
    Phase.BODY: "Try again; if it fails again, look at the disk or at the connection.",
    Phase.DOT: "The relay took the words and refused the message: ask whoever keeps it why.",
}


def cure_of(outcome: Outcome, smtp: SmtpSection) -> str:
    """What an operator can do about a mail that did not go."""
    if isinstance(outcome, Accepted):
        return ""
    if "certificate" in outcome.answer:
        return CERTIFICATE
    if "no computer of that name" in outcome.answer:
        return f"No computer is known as {smtp.host}: look at [smtp] host."
    if isinstance(outcome, Refused) and outcome.blames_address:
        return "Look at the address: the relay knows nobody there."
    return CURES[outcome.phase]
