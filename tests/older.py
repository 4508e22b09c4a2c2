"""Archives as older versions left them."""

from __future__ import annotations

from sqlalchemy import Connection

from groundwire.store.schema import LOG, PUBLICATIONS, RULINGS, STORIES


def drop_records(connection: Connection) -> None:
    """Take away what came with publishing."""
    for table in (RULINGS, PUBLICATIONS, STORIES, LOG):
        table.drop(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION log_refuses_changes")
