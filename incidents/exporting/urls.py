from django.urls import path

from incidents.exporting import views

urlpatterns = [
    path("", views.export_list, name="export_list"),
    path("<uuid:pk>/", views.export_layer, name="export_layer"),
    path("<uuid:pk>/wherever/", views.export_wherever, name="export_wherever"),
    path("<uuid:pk>/texts/<uuid:text>/", views.export_text, name="export_text"),
    path("<uuid:pk>/places/<uuid:place>/lift/", views.export_lift, name="export_lift"),
    path("<uuid:pk>/file/", views.export_make, name="export_make"),
]
