"""News the apps above may hear. Receivers run in the sender's transaction and queue nothing."""

from django.dispatch import Signal

# in_force (one InForce row a partnership), version, by, at: a version was signed by both sides.
version_came_into_force = Signal()
