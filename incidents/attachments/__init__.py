"""Photos and documents about an incident: cleaned, sealed, each in one lane."""
