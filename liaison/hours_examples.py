"""What may stand at a key of a site's file, shown where the key is missing. Pure."""

from typing import Any

EXAMPLES: dict[str, Any] = {
    "slug": "harbour-street",
    "name": "Harbour Street",
    "operator": "Harbour Health",
    "zone": "America/Vancouver",
    "weekday": "monday",
    "opens": "09:00",
    "closes": "17:00",
    "from": "10:00",
    "to": "12:00",
    "why": "Cleaning",
    "date": "2025-03-30",
    "kind": "closed",
    "intervals": [{"opens": "10:00", "closes": "14:00"}],
    "nth": 3,
    "days": 1,
}
