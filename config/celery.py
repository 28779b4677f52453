"""The Celery application and what it does by the clock.

With Redis, one beat and any number of workers follow this schedule; embedded, ``manage.py worker``
follows the same one without a broker.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # Mail that is due leaves within two seconds. A wake-up that nobody took by then is stale.
    "deliver_due": {
        "task": "notifications.tasks.deliver_due",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    # Reviews of protocols that are near: reminded of once a milestone, however often this runs.
    "remind_of_reviews": {
        "task": "protocols.tasks.remind_of_reviews",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # What asking for a new password left behind for addresses without an account.
    "forget_unanswered": {
        "task": "liaison.tasks.forget_unanswered",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # Posts whose turn it is to sign: reminded of once a step, a few steps in all.
    "remind_of_signatures": {
        "task": "protocols.tasks.remind_of_signatures",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # Offers of a visit that nobody answered; their time is free already.
    "release_expired": {
        "task": "visits.tasks.release_expired",
        "schedule": 300.0,
        "options": {"expires": 240},
    },
    # Visits that come again: dates that have come within the year join the calendar.
    "roll_series_on": {
        "task": "visits.tasks.roll_series_on",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # Steps before the opening of a site, and reviews after it: told once when near, once when over.
    "remind_of_openings": {
        "task": "visits.tasks.remind_of_openings",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # Promises whose day is over, by the clock of their site: the other side is asked about them.
    "ask_about_promises": {
        "task": "incidents.tasks.ask_about_promises",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # Turns whose time runs out or is over: whoever holds them is reminded, then others there.
    "remind_of_turns": {
        "task": "incidents.tasks.remind_of_turns",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # Releases that were planned for a day, from nine in the morning by the site's clock.
    "release_planned": {
        "task": "incidents.tasks.release_planned",
        "schedule": 600.0,
        "options": {"expires": 540},
    },
    # Drafts of the log form: their author is warned before they lapse, and then they are destroyed.
    "lapse_drafts": {
        "task": "incidents.tasks.lapse_drafts",
        "schedule": 600.0,
        "options": {"expires": 540},
    },
    # Single taps of police presence, after ninety days; the weeks that were sent stay.
    "forget_taps": {
        "task": "incidents.tasks.forget_taps",
        "schedule": 86400.0,
        "options": {"expires": 86000},
    },
    # What sites were told on a day that is over: whoever reads it hears of it, once a day.
    "tell_of_what_was_told": {
        "task": "incidents.tasks.tell_of_what_was_told",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # What sites were told is destroyed after 90 days.
    "destroy_what_was_told": {
        "task": "incidents.tasks.destroy_what_was_told",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # Mediations: answers whose time is over, mediators to be named, notes not to be kept longer.
    "tend_mediations": {
        "task": "incidents.tasks.tend_mediations",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # Files that the scanner for viruses could not be asked about when they came.
    "scan_held_attachments": {
        "task": "incidents.tasks.scan_held_attachments",
        "schedule": 120.0,
        "options": {"expires": 110},
    },
    # Files on the disk that no row can open any more, or ever could.
    "clear_files": {
        "task": "incidents.tasks.clear_files",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    # What recurs between a site and a police service: a talk is opened, however often this runs.
    "look_for_patterns": {
        "task": "incidents.tasks.look_for_patterns",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # Actions after visits whose day is over: their owners are reminded, once.
    "remind_of_actions": {
        "task": "visits.tasks.remind_of_actions",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
    # Visits that are near: both sides are reminded, once a milestone, however often this runs.
    "remind_of_visits": {
        "task": "visits.tasks.remind_of_visits",
        "schedule": 900.0,
        "options": {"expires": 840},
    },
}
