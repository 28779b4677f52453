"""Under incidents/<reference>/leaders/: what goes to the leaders of both sides."""

from django.urls import path

from incidents.leading import views

urlpatterns = [
    path("ask/", views.leaders_ask, name="leaders_ask"),
    path("review/", views.leaders_review, name="leaders_review"),
    path("choose/", views.leaders_choose, name="leaders_choose"),
    path("agree/<uuid:pk>/", views.leaders_agree, name="leaders_agree"),
]
