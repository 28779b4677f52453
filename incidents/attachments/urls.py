from django.urls import path

from incidents import views as incidents
from incidents.attachments import views

urlpatterns = [
    path("", incidents.incident_attach, name="incident_attach"),
    path("<uuid:pk>/", views.attachment_file, name="attachment_file"),
    path("<uuid:pk>/show/", views.attachment_show, name="attachment_show"),
    path("<uuid:pk>/take-out/", views.attachment_take_out, name="attachment_take_out"),
]
