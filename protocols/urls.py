"""Addresses of protocols and of the door card."""

from django.urls import URLPattern, URLResolver, include, path

from protocols.views import (
    answering,
    briefing,
    comparing,
    copies,
    discussing,
    door,
    door_copy,
    editing,
    holding,
    library,
    reading,
    reshaping,
    roll_call,
    signing,
    telling,
)

app_name = "protocols"

# /protocols/<slug>/<number>/
version: list[URLPattern | URLResolver] = [
    path("", reading.version_detail, name="version_detail"),
    path("certificate/", copies.version_certificate, name="version_certificate"),
    path("text.pdf", copies.version_pdf, name="version_pdf"),
    path("signed-text.txt", copies.version_export, name="version_export"),
    path("dates/", editing.version_settle, name="version_settle"),
    path("send/", signing.version_send, name="version_send"),
    path("discard/", editing.version_discard, name="version_discard"),
    path("recall/", signing.version_recall, name="version_recall"),
    path("sign/", signing.version_sign, name="version_sign"),
    path("decline/", signing.version_decline, name="version_decline"),
    path("suspend/", holding.version_suspend, name="version_suspend"),
    path("suspensions/<uuid:pk>/resume/", holding.suspension_resume, name="suspension_resume"),
    path("terminate/", holding.version_terminate, name="version_terminate"),
    path("clauses/new/", editing.clause_add, name="clause_add"),
    path("clauses/propose/", reshaping.addition_propose, name="addition_propose"),
    path("clauses/<uuid:pk>/", editing.clause_edit, name="clause_edit"),
    path("clauses/<uuid:pk>/move/", editing.clause_move, name="clause_move"),
    path("clauses/<uuid:pk>/remove/", editing.clause_remove, name="clause_remove"),
    path("annexes/<uuid:pk>/signed-text.txt", copies.annex_export, name="annex_export"),
    path("annexes/<uuid:pk>/new/", editing.annex_add, name="annex_add"),
    path("discussion/<uuid:key>/", discussing.clause_discuss, name="clause_discuss"),
    path("discussion/<uuid:key>/propose/", discussing.clause_propose, name="clause_propose"),
    path("discussion/<uuid:key>/take-out/", reshaping.removal_propose, name="removal_propose"),
    path("proposals/<uuid:pk>/accept/", discussing.proposal_accept, name="proposal_accept"),
    path("proposals/<uuid:pk>/change/", discussing.proposal_counter, name="proposal_counter"),
    path("proposals/<uuid:pk>/decline/", discussing.proposal_decline, name="proposal_decline"),
    path("proposals/<uuid:pk>/withdraw/", discussing.proposal_withdraw, name="proposal_withdraw"),
    path("comments/<uuid:pk>/resolve/", discussing.comment_resolve, name="comment_resolve"),
    path("library/", library.topic_list, name="topic_list"),
    path("library/<slug:key>/", library.topic_add, name="topic_add"),
    path("entry/", answering.table_edit, name="table_edit"),
    path("entry/several/", answering.answers_edit, name="answers_edit"),
    path("entry/<str:circumstance>/every/", answering.answer_everywhere, name="answer_everywhere"),
    path(
        "entry/<str:circumstance>/every/withdraw/",
        answering.answer_withdraw,
        name="answer_withdraw",
    ),
    path("entry/<str:circumstance>/<str:state>/", answering.answer_edit, name="answer_edit"),
]

# /protocols/<slug>/briefing/
briefed: list[URLPattern | URLResolver] = [
    path("", briefing.briefing_show, name="briefing_show"),
    path("roll-calls/", briefing.roll_call_open, name="roll_call_open"),
    path("roll-calls/<uuid:pk>/", briefing.roll_call_show, name="roll_call_show"),
    path("roll-calls/<uuid:pk>/revoke/", briefing.roll_call_revoke, name="roll_call_revoke"),
    path(
        "roll-calls/<uuid:pk>/strike/<uuid:given>/",
        briefing.acknowledgement_strike,
        name="acknowledgement_strike",
    ),
    path("set-aside/<uuid:pk>/", briefing.briefing_set_aside, name="briefing_set_aside"),
    path("endorse/", briefing.protocol_endorse, name="protocol_endorse"),
    path(
        "endorsements/<uuid:pk>/withdraw/",
        briefing.endorsement_withdraw,
        name="endorsement_withdraw",
    ),
]

# /protocols/
protocol: list[URLPattern | URLResolver] = [
    path("", reading.protocol_list, name="protocol_list"),
    path("new/", editing.protocol_start, name="protocol_start"),
    path("applied/<uuid:pk>/", holding.applied_then, name="applied_then"),
    path("<slug:slug>/", reading.protocol_detail, name="protocol_detail"),
    path("<slug:slug>/compare/", comparing.version_compare, name="version_compare"),
    path("<slug:slug>/next/", editing.version_start, name="version_start"),
    path("<slug:slug>/briefing/", include(briefed)),
    path("<slug:slug>/<int:number>/", include(version)),
]

urlpatterns = [
    path("protocols/", include(protocol)),
    path("door-notes/", telling.door_note_list, name="door_note_list"),
    path("door-notes/<uuid:pk>/", telling.door_note_set_aside, name="door_note_set_aside"),
    path("door/worker.js", door_copy.door_worker, name="door_worker"),
    path("door/<str:token>/card.webmanifest", door_copy.door_manifest, name="door_manifest"),
    path("door/<str:token>/tell/", telling.door_tell, name="door_tell"),
    path("door/<str:token>/unclear/", telling.door_unclear, name="door_unclear"),
    path("door/<str:token>/print/", door_copy.door_print, name="door_print"),
    path("door/<str:token>/whole/", door_copy.door_whole, name="door_whole"),
    path("verify/", copies.copy_verify, name="copy_verify"),
    path("door/<str:token>/", door.door_card, name="door_card"),
    path("door/<str:token>/briefing/", roll_call.door_briefing, name="door_briefing"),
]
