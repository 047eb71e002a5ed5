"""The command line: `chaser`, with a command for each thing that a co-ordinator does. See each module for its group."""

import logging
import sys
from io import TextIOWrapper

import typer

from scheduler.cli.lazily import lazy_group

# Where each command is, and the first words of its help: what `chaser --help` shows without importing any of them.
COMMANDS = {
    "init": (
        "scheduler.cli.home:init",
        "Make a home: the folder that holds the settings, the register, the mails and the plans.",
    ),
    "check": (
        "scheduler.cli.home:check",
        "Say everything that is wrong with a home's settings, each with its place and cure; nothing is started.",
    ),
    "read": (
        "scheduler.cli.documents:read",
        "Read a plan and show what was understood and what was guessed; nothing is recorded.",
    ),
    "import": (
        "scheduler.cli.editions:import_",
        "Record a plan, or a new edition of one, in the register: the difference is shown first. No mail is written.",
    ),
    "assign": (
        "scheduler.cli.people:assign",
        "Give an action a lead, whatever the plan prints. Another agency agrees first: it is asked.",
    ),
    "round": (
        "scheduler.cli.mornings:round_",
        "Hold the morning round, at any hour, and deliver what is ready. Held twice on a day, it mails nobody again.",
    ),
    "preview": (
        "scheduler.cli.mornings:preview",
        "Show a morning's post person by person, from the register as it stands, without sending anything.",
    ),
    "explain": (
        "scheduler.cli.mornings:explain",
        "Say why an action was or was not chased on a day, what was told, and what comes next.",
    ),
    "run": (
        "scheduler.cli.serve:run",
        "Hold the rounds at their hours, deliver the mail, and serve the pages and feeds, in one process.",
    ),
    "redact": (
        "scheduler.cli.redacting:redact_",
        "Take words out of plan, answers, history, editions and mails, copies included; who, when and why stay.",
    ),
    "sign-in-link": (
        "scheduler.cli.sign_in:sign_in_link",
        "Print a link that signs somebody in, once, within ten minutes.",
    ),
    "demo": (
        "scheduler.cli.demo:demo",
        "Do the main job on our sample plan: read it, live three months of mornings, show today's mail, serve the "
        "pages.",
    ),
    "plan": ("scheduler.cli.plans:plan_app", "The plans that the register holds."),
    "people": (
        "scheduler.cli.people:people",
        "The directory: who may be mailed, and whom the plans' printed leads mean.",
    ),
    "board": ("scheduler.cli.boards:board_app", "The boards that chaser.toml names."),
    "meeting": ("scheduler.cli.meetings:meeting_app", "The meetings of each series, and what becomes of them."),
    "answer": (
        "scheduler.cli.every_answer:answer_app",
        "Record what somebody answered about an action: who said it, and by which road.",
    ),
    "chair": (
        "scheduler.cli.chair:chair_app",
        "The next mail to the chair: look at it two working days before it goes, add a line, or hold it for a week.",
    ),
    "feed": ("scheduler.cli.feeds:feed_app", "Calendar feeds for boards, series of meetings and people."),
    "outbox": ("scheduler.cli.post:outbox_app", "Messages that wait, and what became of them."),
    "ledger": (
        "scheduler.cli.ledger:ledger_app",
        "Who was told what, when, in which words, and what became of it: evidence, sealed.",
    ),
    "bounces": ("scheduler.cli.bounces:bounces_app", "Mail that came back: read it, list it."),
    "replies": ("scheduler.cli.bounces:replies_app", "What people replied, with the mail that each answers."),
    "key": ("scheduler.cli.connections:key_app", "Keys with which other programs read plans."),
    "webhook": ("scheduler.cli.connections:hook_app", "Programs that are told what happens."),
}

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    help="Chases the actions of an improvement plan: reads it, reminds its leads, tells the chair, feeds calendars.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def chaser() -> None:
    """Every command."""


def main() -> None:
    """The entry point of the `chaser` command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter gets a question mark
    try:
        app()
    except UnicodeEncodeError:
        if "".join(sys.argv).isprintable():
            raise
        sys.stderr.write("The command holds bytes that are no letters: type it again in UTF-8.\n")
        sys.exit(2)
