"""Opening the database, and bringing its tables up to date. What the tables mean is tables.py's."""

from importlib.resources import as_file, files
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 30
UPGRADING = 0x63686173  # one number for all nodes of a database
READS = {"postgresql_readonly": True, "register_reads": True}


class UnusableDatabase(Exception):
    """A database address that cannot be opened; `str()` names it and the cure."""


class WrongRevision(Exception):
    """The database's tables are not those of this version; `found` is empty for a database without any."""

    def __init__(self, *, found: str, wanted: str, is_newer: bool) -> None:
        self.found, self.wanted, self.is_newer = found, wanted, is_newer
        if is_newer:
            said = f"is at {found}, of a later version of Chaser than this one ({wanted}): install that version"
        elif found:
            said = f"is at {found}, and this version of Chaser wants {wanted}: bring it up to date first"
        else:
            said = f"has no tables yet, and this version of Chaser wants {wanted}: bring it up to date first"
        super().__init__(f"the database {said}")


def open_database(url: str) -> Engine:
    """An engine for `sqlite:///FILE` or `postgresql://…`; connects to nothing yet.

    Raises UnusableDatabase for an address that cannot be read, another kind of database, a folder or a driver that
    is missing.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _open_postgresql(address.set(drivername="postgresql+psycopg"))
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_on_sqlite)
    return engine


def sessions(engine: Engine, *, read_only: bool = False) -> sessionmaker[Session]:
    """A maker of sessions. Read-only ones refuse to write, and on SQLite neither wait for a writer nor hold one up."""
    return sessionmaker(engine.execution_options(**READS) if read_only else engine, expire_on_commit=False)


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version's revision, data and all, in one transaction; does nothing when they are there.

    Nodes that start together take turns. Raises WrongRevision for tables of a newer version.
    """
    if is_up_to_date(engine):
        return
    from alembic import command  # a fifth of every command's start-up, wanted once a version

    with as_file(files("scheduler.register") / "migrations") as folder, engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": UPGRADING})
        config = _config(folder)
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check_revision(engine: Engine) -> None:
    """Raise WrongRevision unless the tables are exactly those of this version."""
    if is_up_to_date(engine):
        return
    with as_file(files("scheduler.register") / "migrations") as folder:
        config = _config(folder)
        with engine.execution_options(**READS).connect() as connection:
            _refuse_newer(connection, config)
            found, wanted, _ = _revisions(connection, config)
    if found != wanted:
        raise WrongRevision(found=found, wanted=wanted, is_newer=False)


def _refuse_newer(connection: Connection, config: "Config") -> None:
    found, wanted, known = _revisions(connection, config)
    if found and found not in known:
        raise WrongRevision(found=found, wanted=wanted, is_newer=True)


def _revisions(connection: Connection, config: "Config") -> tuple[str, str, frozenset[str]]:
    """The revision of the tables, that of this version, and all that this version knows."""
    from alembic.migration import MigrationContext  # as above
    from alembic.script import ScriptDirectory

    history = ScriptDirectory.from_config(config)
    known = frozenset(revision.revision for revision in history.walk_revisions())
    found = MigrationContext.configure(connection).get_current_revision() or ""
    return found, history.get_current_head() or "", known


def is_up_to_date(engine: Engine) -> bool:
    """Whether the tables are those of the newest migration, by the number its file begins with; quick to say."""
    migrations = files("scheduler.register") / "migrations" / "versions"
    newest = max(name[:4] for each in migrations.iterdir() if (name := each.name)[:4].isdigit())
    with engine.execution_options(**READS).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return list(connection.scalars(text("SELECT version_num FROM alembic_version"))) == [newest]


def _config(folder: Path) -> "Config":
    from alembic.config import Config  # as above

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def _open_postgresql(address: URL) -> Engine:
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as fault:
        raise UnusableDatabase(
            "PostgreSQL needs a driver that is not installed: pip install 'chaser[postgres]'"
        ) from fault


def _address(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as fault:
        raise UnusableDatabase(
            f"{url!r} is no database address: write sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from fault
    kind = address.get_backend_name()
    if kind not in {"sqlite", "postgresql"}:
        raise UnusableDatabase(f"{kind} databases are not supported: use sqlite:///FILE or postgresql://USER@HOST/NAME")
    folder = Path(address.database or ".").parent
    if kind == "sqlite" and not folder.is_dir():
        raise UnusableDatabase(f"the folder {folder} for the database does not exist: create it first")
    return address


def _set_up_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_on_sqlite does
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin_on_sqlite(connection: Connection) -> None:
    """Take the writer's lock at once: two plain BEGINs that both come to write fail whatever the time-out."""
    reads = connection.get_execution_options().get("register_reads", False)
    if connection.info.get("register_reads", False) != reads:
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
        connection.info["register_reads"] = reads
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
