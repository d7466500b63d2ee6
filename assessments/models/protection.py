"""Database triggers that keep frozen rows frozen, whatever program touches the database.

Installed after every ``migrate``: SQLite drops a trigger when a migration rebuilds its table.
"""

from django.db import connections

TABLES = ("assessments_frozencontent", "assessments_frozenpdf", "assessments_submissionpdf")


def install_triggers(sender=None, using: str = "default", **kwargs) -> None:
    """Create the triggers where the tables exist. Safe to repeat."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES:
            if table in existing:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def drop_triggers(using: str = "default") -> None:
    """Take the triggers away, for tests that empty the whole database (flush)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in TABLES:
            for action in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{action}{on}")


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return _postgresql(table)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action} BEFORE {action.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'frozen for ever'); END"
        for action in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    body = "BEGIN RAISE EXCEPTION 'frozen for ever'; END"
    made = [f"CREATE OR REPLACE FUNCTION frozen_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"]
    for action in ("update", "delete"):
        made.append(
            f"CREATE OR REPLACE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION frozen_for_ever()"
        )
    return made
