"""Addresses of what is told without a name: for anybody, and for whoever reads it."""

from django.urls import path

from incidents.telling.views import public, told

app_name = "telling"

urlpatterns = [
    path("tell/status/", public.status, name="status"),
    path("tell/<str:token>/", public.tell, name="tell"),
    path("incidents/told/", told.told_list, name="told_list"),
    path("incidents/told/<uuid:pk>/", told.told_detail, name="told_detail"),
    path("incidents/told/<uuid:pk>/take-out/", told.told_take_out, name="told_take_out"),
]
