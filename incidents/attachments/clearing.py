"""Files that no row can open are removed: those of a transaction that came to nothing, and those
whose key is destroyed but which were still on the disk when the machine stopped."""

from datetime import datetime, timedelta

from incidents.models import Attachment
from vault import files

# A file is written before the transaction that names it ends; none takes so long.
_GRACE = timedelta(hours=1)
_AT_ONCE = 500


def clear(*, at: datetime) -> int:
    """Remove the files that were written an hour before *at* and are nobody's. Returns how many."""
    written = list(files.written_before(at - _GRACE))
    removed = 0
    for start in range(0, len(written), _AT_ONCE):
        some = written[start : start + _AT_ONCE]
        known = set(Attachment.objects.standing().filter(pk__in=some).values_list("pk", flat=True))
        for orphan in set(some) - known:
            files.remove(orphan)
            removed += 1
    return removed
