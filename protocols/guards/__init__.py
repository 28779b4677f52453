"""What the database itself holds about protocols, whatever the code above it does.

- A text is frozen from the moment it is sent until nobody has signed it and it is taken back; a
  draft that was discarded stays as it was.
- What a protocol covers is settled before its first version is begun.
- A signature stands under exactly the text that awaited it, and stays.
- For a partnership at most one version is in force at any instant, and none without the
  signatures of both its parties over the version's digest.
- Who acknowledged a version has acknowledged it, once.
- What was said about a draft stays; a text is sent once every proposal of other wording is decided.
- A time in force ends by notice or by what both signed since, and is suspended only while it runs.

On PostgreSQL every check of a stage takes a share lock on the version's row, so that it waits for
whoever is changing the stage; on SQLite there is one writer at a time.
"""

from protocols.guards import briefing, coverage, force, frozen, holding, remarks, signatures

__all__ = ["briefing", "coverage", "force", "frozen", "holding", "remarks", "signatures"]
