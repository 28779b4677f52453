"""Who gets in to what belongs to no single app."""

from tests.architecture.doors import BOTH_SIDES, EVERYONE, Door

DOORS = {
    "desk:home": Door(public=True),  # says what this is to those who are not signed in
    "desk:site_list": Door(lets=EVERYONE),
    "desk:site_detail": Door(
        lets=BOTH_SIDES | {"officer", "observer", "auditor"}, args=lambda world: [world.site.slug]
    ),
    "desk:healthz": Door(public=True),
    "desk:readyz": Door(public=True),
    "desk:gallery_show": Door(public=True),  # examples only; absent in production
}
