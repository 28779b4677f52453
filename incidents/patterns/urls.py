from django.urls import path

from incidents.patterns import views

urlpatterns = [
    # incidents/patterns/
    path("", views.pattern_list, name="pattern_list"),
    path("<uuid:pk>/", views.pattern_detail, name="pattern_detail"),
    # incidents/patterns/<id>/<end>/
    path("<uuid:pk>/<uuid:end>/agree/", views.pattern_agree, name="pattern_agree"),
    path("<uuid:pk>/<uuid:end>/talk-on/", views.pattern_talk_on, name="pattern_talk_on"),
    path(
        "<uuid:pk>/ends/<uuid:end>/take-out/",
        views.pattern_end_take_out,
        name="pattern_end_take_out",
    ),
]
