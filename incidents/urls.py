from django.urls import path, register_converter

from incidents import references, views


class ReferenceConverter:
    regex = references.PATTERN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "reference")
app_name = "incidents"

urlpatterns = [
    # incidents/
    path("", views.incident_list, name="incident_list"),
    path("new/", views.incident_log, name="incident_log"),
    path("<reference:reference>/", views.incident_detail, name="incident_detail"),
    path("<reference:reference>/note/", views.incident_note, name="incident_note"),
    path("<reference:reference>/release/", views.incident_release, name="incident_release"),
    path("<reference:reference>/keep/", views.incident_keep, name="incident_keep"),
    path(
        "<reference:reference>/acknowledge/",
        views.incident_acknowledge,
        name="incident_acknowledge",
    ),
    path("<reference:reference>/say/", views.incident_say, name="incident_say"),
    path("<reference:reference>/settle/", views.incident_settle, name="incident_settle"),
    path("<reference:reference>/take-up/", views.incident_take_up, name="incident_take_up"),
    # incidents/<reference>/promises/<id>/
    path("<reference:reference>/promises/<uuid:pk>/done/", views.promise_done, name="promise_done"),
    path(
        "<reference:reference>/promises/<uuid:pk>/check/", views.promise_check, name="promise_check"
    ),
    # incidents/<reference>/settlements/<id>/
    path(
        "<reference:reference>/settlements/<uuid:pk>/accept/",
        views.settlement_accept,
        name="settlement_accept",
    ),
    path(
        "<reference:reference>/settlements/<uuid:pk>/decline/",
        views.settlement_decline,
        name="settlement_decline",
    ),
    path(
        "<reference:reference>/settlements/<uuid:pk>/withdraw/",
        views.settlement_withdraw,
        name="settlement_withdraw",
    ),
]
