"""Addresses of a mediation, beneath that of its incident."""

from django.urls import path

from incidents.mediation.views import (
    agreement,
    closing,
    detail,
    meeting,
    offering,
    removing,
    survey,
)

# incidents/<reference>/mediation/
urlpatterns = [
    path("", detail.mediation_detail, name="mediation_detail"),
    path("offer/", offering.mediation_offer, name="mediation_offer"),
    path("answer/", detail.mediation_answer, name="mediation_answer"),
    path("leave/", detail.mediation_leave, name="mediation_leave"),
    path("mediator/", detail.mediator_answer, name="mediator_answer"),
    path("step-back/", detail.mediator_step_back, name="mediator_step_back"),
    path("terms/", detail.mediation_terms, name="mediation_terms"),
    path("agreement/", agreement.mediation_agreement, name="mediation_agreement"),
    path("agreement/draft/", agreement.mediation_draft, name="mediation_draft"),
    path("agreement/lay-out/", agreement.mediation_lay_out, name="mediation_lay_out"),
    path("agreement/back/", agreement.mediation_go_back, name="mediation_go_back"),
    path("meeting/", meeting.mediation_meeting, name="mediation_meeting"),
    path("close/", closing.mediation_close, name="mediation_close"),
    path("confide/", detail.mediation_confide, name="mediation_confide"),
    path("words/<uuid:pk>/take-out/", removing.confided_take_out, name="confided_take_out"),
    path("survey/", survey.mediation_survey, name="mediation_survey"),
    path("seen/", detail.mediation_seen, name="mediation_seen"),
]
