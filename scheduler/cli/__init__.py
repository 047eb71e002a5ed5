"""The command line: `chaser`, with a command for each thing that a co-ordinator does. See each module for its group."""

import logging

import typer

from scheduler.cli import (
    answers,
    bounces,
    chair,
    connections,
    demo,
    documents,
    editions,
    feeds,
    home,
    lasting_answers,
    ledger,
    meetings,
    mornings,
    people,
    plans,
    post,
    redacting,
    serve,
    sign_in,
)

app = typer.Typer(
    help="Chases the actions of an improvement plan: reads it, reminds its leads, tells the chair, feeds calendars.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(home.init)
app.command()(home.check)
app.command()(documents.read)
app.command("import")(editions.import_)
app.add_typer(plans.plan_app, name="plan")
app.add_typer(people.people, name="people")
app.command()(people.assign)
app.add_typer(meetings.meeting_app, name="meeting")
app.add_typer(answers.answer_app, name="answer")
answers.answer_app.command()(lasting_answers.assurance)
answers.answer_app.command()(lasting_answers.standing)
answers.answer_app.command("end-standing")(lasting_answers.end_standing)
answers.answer_app.command("runs-out")(lasting_answers.runs_out)
answers.answer_app.command()(lasting_answers.presented)
answers.answer_app.command()(chair.noted)
answers.answer_app.command("raise")(chair.raise_)
app.add_typer(chair.chair_app, name="chair")
app.command("round")(mornings.round_)
app.command()(mornings.preview)
app.command()(mornings.explain)
app.command("run")(serve.run)
app.add_typer(feeds.feed_app, name="feed")
app.add_typer(post.outbox_app, name="outbox")
app.add_typer(ledger.ledger_app, name="ledger")
app.command("redact")(redacting.redact_)
app.add_typer(bounces.bounces_app, name="bounces")
app.add_typer(bounces.replies_app, name="replies")
app.add_typer(connections.key_app, name="key")
app.add_typer(connections.hook_app, name="webhook")
app.command("sign-in-link")(sign_in.sign_in_link)
app.command()(demo.demo)


def main() -> None:
    """The entry point of the `chaser` command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app()
