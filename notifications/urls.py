"""Addresses of the inbox."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("choices/", views.choices_change, name="choices_change"),
    path("read/", views.notice_read_all, name="notice_read_all"),
    path("<uuid:pk>/", views.notice_open, name="notice_open"),
    path("<uuid:pk>/read/", views.notice_read, name="notice_read"),
]
