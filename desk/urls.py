"""Addresses that belong to no single app."""

from django.conf import settings
from django.urls import path

from desk import gallery, health, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("sites/", views.site_list, name="site_list"),
    path("sites/<slug:slug>/", views.site_detail, name="site_detail"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

if settings.EMBEDDED:  # for those who build pages; absent in production
    urlpatterns += [path("gallery/", gallery.gallery_show, name="gallery_show")]
