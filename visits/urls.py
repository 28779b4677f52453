"""Addresses of visits, and of what leads up to the opening of a site."""

from django.urls import include, path

from visits import views
from visits.views import at_the_door, calendar, feeds, opening

app_name = "visits"

# /visits/
_visits = [
    path("", views.visit_list, name="visit_list"),
    path("new/", views.visit_new, name="visit_new"),
    # What a site asks of visits
    path("kinds/<uuid:pk>/", views.kind_list, name="kind_list"),
    path("kinds/<uuid:pk>/<str:kind>/", views.kind_set, name="kind_set"),
    # How often the two sides want to meet
    path("goals/<uuid:pk>/", views.goal_list, name="goal_list"),
    path("goals/<uuid:pk>/<str:kind>/", views.goal_set, name="goal_set"),
    path("goals/<uuid:pk>/<str:kind>/end/", views.goal_end, name="goal_end"),
    # On a calendar, and calendar feeds
    path("calendar/", calendar.calendar_month, name="calendar_month"),
    path("calendar/week/", calendar.calendar_week, name="calendar_week"),
    path("feed/<str:token>.ics", feeds.feed_read, name="feed_read"),
    path("feeds/", feeds.feed_list, name="feed_list"),
    path("feeds/new/", feeds.feed_make, name="feed_make"),
    path("feeds/<uuid:pk>/renew/", feeds.feed_renew, name="feed_renew"),
    path("feeds/<uuid:pk>/revoke/", feeds.feed_revoke, name="feed_revoke"),
    # A visit that comes again
    path("series/new/", views.series_new, name="series_new"),
    path("series/<uuid:pk>/", views.series_detail, name="series_detail"),
    path("series/<uuid:pk>/confirm/", views.series_confirm, name="series_confirm"),
    path("series/<uuid:pk>/another-rule/", views.series_counter, name="series_counter"),
    path("series/<uuid:pk>/decline/", views.series_decline, name="series_decline"),
    path("series/<uuid:pk>/withdraw/", views.series_withdraw, name="series_withdraw"),
    path("series/<uuid:pk>/change/", views.series_change, name="series_change"),
    path("series/<uuid:pk>/end/", views.series_end, name="series_end"),
    path("series/<uuid:pk>/restore/", views.series_restore, name="series_restore"),
    path("contacts/", views.contact_list, name="contact_list"),
    path("contacts/new/", views.contact_log, name="contact_log"),
    # One visit
    path("<uuid:pk>/", views.visit_detail, name="visit_detail"),
    path("<uuid:pk>/confirm/", views.visit_confirm, name="visit_confirm"),
    path("<uuid:pk>/another-time/", views.visit_counter, name="visit_counter"),
    path("<uuid:pk>/decline/", views.visit_decline, name="visit_decline"),
    path("<uuid:pk>/cancel/", views.visit_cancel, name="visit_cancel"),
    path("<uuid:pk>/door-notice/", at_the_door.door_notice, name="door_notice"),
    path("<uuid:pk>/closure/", at_the_door.visit_closure, name="visit_closure"),
    path("<uuid:pk>/here/", views.visit_here, name="visit_here"),
    path("<uuid:pk>/needed/", views.visit_needed, name="visit_needed"),
    path("<uuid:pk>/backup/", views.visit_backup, name="visit_backup"),
    path("<uuid:pk>/held/", views.visit_hold, name="visit_hold"),
    path("<uuid:pk>/missed/", views.visit_miss, name="visit_miss"),
    # After one that was held
    path("<uuid:pk>/mood/", views.visit_mood, name="visit_mood"),
    path("<uuid:pk>/actions/new/", views.action_add, name="action_add"),
    path("<uuid:pk>/actions/<uuid:action>/", views.action_end, name="action_end"),
]

urlpatterns = [
    path("visits/", include(_visits)),
    path("sites/<slug:slug>/opening/", opening.opening_show, name="opening_show"),
]
