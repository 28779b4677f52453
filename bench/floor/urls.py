"""One page."""

from django.urls import path

from floor.views import rows

urlpatterns = [path("rows/", rows)]
