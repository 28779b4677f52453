"""Every address of the portal, by app."""

from django.urls import include, path

from accounts.views import SignOut

urlpatterns = [
    path("accounts/logout/", SignOut.as_view(), name="account_logout"),  # before allauth's own
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("liaison.urls")),
    path("", include("desk.urls")),
    path("", include("protocols.urls")),
    path("notifications/", include("notifications.urls")),
    path("", include("visits.urls")),
    path("", include("incidents.telling.urls")),
    path("incidents/", include("incidents.urls")),
]

handler400 = "desk.error_pages.bad_request"
handler403 = "desk.error_pages.permission_denied"
handler404 = "desk.error_pages.not_found"
handler429 = "desk.error_pages.too_many"  # asked for by allauth's rate limits
handler500 = "desk.error_pages.server_error"
