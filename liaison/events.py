"""News the apps above may hear. Receivers run in the sender's transaction and queue nothing."""

from django.dispatch import Signal

# site, hours_set, by, at: the hours that count from now on are others.
hours_changed = Signal()
# mandate, by, at: somebody no longer acts for an organisation.
mandate_ended = Signal()
