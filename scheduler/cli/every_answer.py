"""chaser answer with all that can be said: of one answer, of what lasts, and of the chair's matters."""

from scheduler.cli import chair, lasting_answers
from scheduler.cli.answers import answer_app

answer_app.command()(lasting_answers.assurance)
answer_app.command()(lasting_answers.standing)
answer_app.command("end-standing")(lasting_answers.end_standing)
answer_app.command("runs-out")(lasting_answers.runs_out)
answer_app.command()(lasting_answers.presented)
answer_app.command()(chair.noted)
answer_app.command("raise")(chair.raise_)
