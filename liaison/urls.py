"""Addresses of the standing relationship: people, set-up, settings of a site, its hours."""

from django.urls import URLPattern, include, path, register_converter

from liaison.models import DoorLink, SiteLink, TellLink
from liaison.roles import Side
from liaison.views import (
    division_links,
    door,
    hours,
    hours_change,
    hours_files,
    invitation,
    ladder_calls,
    leave,
    manage,
    people,
    settings,
)

app_name = "liaison"


class SideConverter:
    """The side of a partnership, as an address carries it."""

    regex = "|".join(Side.values)

    def to_python(self, value: str) -> Side:
        return Side(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(SideConverter, "side")

# Who acts for whom
_people = [
    path("invite/<str:token>/", invitation.invitation_accept, name="invitation_accept"),
    path("people/", people.mandate_list, name="mandate_list"),
    path("people/give/<uuid:pk>/", people.mandate_give, name="mandate_give"),
    path("people/<uuid:pk>/", people.mandate_detail, name="mandate_detail"),
    path("people/<uuid:pk>/confirm/", people.mandate_confirm, name="mandate_confirm"),
    path("people/<uuid:pk>/decline/", people.mandate_decline, name="mandate_decline"),
    path("people/<uuid:pk>/end/", people.mandate_end, name="mandate_end"),
    path("people/<uuid:pk>/invite/", people.mandate_invite, name="mandate_invite"),
]

# Set-up, for the administrator
_manage = [
    path("", manage.manage_home, name="manage_home"),
    path("organisations/new/", manage.organisation_create, name="organisation_create"),
    path("organisations/<uuid:pk>/", manage.organisation_detail, name="organisation_detail"),
    path("organisations/<uuid:pk>/change/", manage.organisation_change, name="organisation_change"),
    path("organisations/<uuid:pk>/leader/", manage.leader_found, name="leader_found"),
    path("organisations/<uuid:pk>/divisions/", manage.division_add, name="division_add"),
    path("organisations/<uuid:pk>/sites/", manage.site_create, name="site_create"),
    path("organisations/<uuid:pk>/partnerships/", manage.partnership_form, name="partnership_form"),
    path("accounts/", manage.account_list, name="account_list"),
    path("accounts/<uuid:pk>/close/", manage.account_close, name="account_close"),
    path("accounts/<uuid:pk>/reopen/", manage.account_reopen, name="account_reopen"),
    path("accounts/<uuid:pk>/invite/", manage.account_invite, name="account_invite"),
    path("accounts/<uuid:pk>/withdraw/", manage.invitation_withdraw, name="invitation_withdraw"),
]


def _links(model: type[SiteLink]) -> list[URLPattern]:
    """The links of one kind: issued, printed, revoked."""
    name, given = f"{model.OPENS}_link", {"model": model}
    at = f"{model.OPENS}-links/"
    return [
        path(at, settings.link_issue, given, name=f"{name}_issue"),
        path(f"{at}<uuid:pk>/", settings.link_poster, given, name=f"{name}_poster"),
        path(f"{at}<uuid:pk>/revoke/", settings.link_revoke, given, name=f"{name}_revoke"),
    ]


# The settings of a site
_settings = [
    path("", settings.site_settings, name="site_settings"),
    path("particulars/", settings.particulars_change, name="particulars_change"),
    path("life/", settings.lifecycle_change, name="lifecycle_change"),
    path("opening-day/", settings.opening_day_set, name="opening_day_set"),
    path("legal-basis/", settings.legal_basis_record, name="legal_basis_record"),
    path(
        "speaker/<uuid:pk>/<side:side>/", settings.designation_appoint, name="designation_appoint"
    ),
    path("speaker/<uuid:pk>/end/", settings.designation_end, name="designation_end"),
    path("ladder/<uuid:pk>/<side:side>/", settings.ladder_replace, name="ladder_replace"),
    *_links(DoorLink),
    *_links(TellLink),
]

# Whether somebody answers the numbers to call
_ladder_calls = [
    path("", ladder_calls.ladder_call_list, name="ladder_call_list"),
    path("<int:order>/", ladder_calls.ladder_call_keep, name="ladder_call_keep"),
]

# Who is away
_leave = [
    path("", leave.leave_list, name="leave_list"),
    path("<uuid:pk>/withdraw/", leave.leave_withdraw, name="leave_withdraw"),
]

# When a site operates
_hours = [
    path("sites/<slug:slug>/hours/", hours.hours_show, name="hours_show"),
    path("sites/<slug:slug>/hours/change/", hours_change.hours_change, name="hours_change"),
    path("sites/<slug:slug>/hours/file/", hours_files.hours_export_file, name="hours_export"),
    path("sites/<slug:slug>/hours/load/", hours_files.hours_import, name="hours_import"),
]

# The door cards of a whole division
_division_links = [
    path("", division_links.division_link_list, name="division_link_list"),
    path("issue/<uuid:pk>/", division_links.division_link_issue, name="division_link_issue"),
    path("<uuid:pk>/", division_links.division_link_poster, name="division_link_poster"),
    path("<uuid:pk>/revoke/", division_links.division_link_revoke, name="division_link_revoke"),
]

urlpatterns = [
    *_people,
    *_hours,
    path("sites/<slug:slug>/test-calls/<uuid:pk>/", include(_ladder_calls)),
    path("sites/<slug:slug>/door-card/", door.door_card_open, name="door_card_open"),
    path("door-links/", include(_division_links)),
    path("away/", include(_leave)),
    path("manage/", include(_manage)),
    path("sites/<slug:slug>/settings/", include(_settings)),
]
