"""Who gets in to the inbox: everybody to their own, nobody to another's."""

from tests.architecture.doors import EVERYONE, Door


def _notice(world):
    return [world.notice.pk]


DOORS = {
    "notifications:choices_change": Door(lets=EVERYONE),
    "notifications:notice_list": Door(lets=EVERYONE),
    "notifications:notice_open": Door(lets=frozenset({"liaison"}), args=_notice, method="post"),
    "notifications:notice_read": Door(lets=frozenset({"liaison"}), args=_notice, method="post"),
    "notifications:notice_read_all": Door(lets=EVERYONE, method="post"),
}
