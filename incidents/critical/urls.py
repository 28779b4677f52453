"""Under incidents/critical/: what both sides may know of critical matters."""

from django.urls import path

from incidents.critical import views

urlpatterns = [
    path("", views.critical_list, name="critical_list"),
    path("<uuid:pk>/", views.critical_detail, name="critical_detail"),
    path("<uuid:pk>/note/", views.critical_note, name="critical_note"),
]
