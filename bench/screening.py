"""Precision and recall of screening over its corpus. ``./portal bench screening``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from liaison.screening_corpus import measuring


def main() -> int:
    print(measuring.page())
    if "--wrong" in sys.argv[1:]:
        _print_wrong()
    return 0


def _print_wrong() -> None:
    """What the tuned part gets wrong; the other parts are for the figures alone."""
    for one in measuring.outcomes():
        if not one.is_right and one.sentence.part == "tuned":
            what = "not found" if one.is_mark else f"asked as {one.kind}"
            print(f"{what}: {one.sentence.text}")


if __name__ == "__main__":
    sys.exit(main())
