"""What has to be in place before the first request is answered."""

import sys

from django.db import DatabaseError, connection

from audit import guards
from vault import keyring


def refuse_without_keys_and_guards() -> None:
    """Ends the process with status 1 and a sentence for each key or guard that is amiss."""
    try:
        missing = guards.missing(connection)
    except DatabaseError as error:
        sys.exit(f"The portal cannot start: the database does not answer ({type(error).__name__}).")
    finally:
        connection.close()  # processes that are forked from here must not share it
    faults = keyring.faults()
    if missing:
        faults.append(f"The database lacks {len(missing)} guards. Run “manage.py migrate”.")
    if faults:
        sys.exit("\n".join(f"The portal cannot start: {fault}" for fault in faults))
