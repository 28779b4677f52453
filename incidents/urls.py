from datetime import date

from django.urls import include, path, register_converter

from incidents import references, views
from incidents.corrections import views as corrections
from incidents.corrections.facts import Fact
from incidents.critical import views as critical
from incidents.lines import views as lines
from incidents.lines.table import LINES
from incidents.mediation.views import survey
from incidents.models import Removal
from incidents.questions import views as questions
from incidents.recusal import views as recusal
from incidents.statements import views as officers


class ReferenceConverter:
    regex = references.PATTERN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DayConverter:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class FactConverter:
    regex = "|".join(Fact.values)

    def to_python(self, value: str) -> Fact:
        return Fact(value)

    def to_url(self, value: Fact) -> str:
        return value.value


class LineConverter:
    regex = "|".join(LINES)

    def to_python(self, value: str) -> Removal.What:
        return Removal.What(value)

    def to_url(self, value: str) -> str:
        return Removal.What(value).value


register_converter(FactConverter, "fact")
register_converter(LineConverter, "line")
register_converter(ReferenceConverter, "reference")
register_converter(DayConverter, "day")
app_name = "incidents"

urlpatterns = [
    # incidents/
    path("", views.incident_list, name="incident_list"),
    path("new/", views.incident_log, name="incident_log"),
    # incidents/drafts/
    path("drafts/", views.draft_list, name="draft_list"),
    path("drafts/save/", views.draft_save, name="draft_save"),
    path("drafts/<uuid:pk>/discard/", views.draft_discard, name="draft_discard"),
    # incidents/tap/, incidents/presence/
    path("tap/", views.presence_tap, name="presence_tap"),
    path("tap/<uuid:pk>/undo/", views.presence_undo, name="presence_undo"),
    path("presence/", views.presence_list, name="presence_list"),
    path("presence/<uuid:pk>/", views.presence_week, name="presence_week"),
    path("presence/<uuid:pk>/note/", views.presence_note, name="presence_note"),
    path("presence/<uuid:pk>/<day:monday>/send/", views.presence_send, name="presence_send"),
    path("critical/", include("incidents.critical.urls")),
    path("patterns/", include("incidents.patterns.urls")),
    # incidents/statement/<token>/
    path("statement/<str:token>/", officers.statement_give, name="statement_give"),
    # incidents/after-mediations/
    path("after-mediations/", survey.survey_results, name="survey_results"),
    # incidents/<reference>/
    path("<reference:reference>/", views.incident_detail, name="incident_detail"),
    path("<reference:reference>/conflict/", recusal.conflict, name="conflict"),
    path(
        "<reference:reference>/conflict/<uuid:pk>/end/", recusal.conflict_end, name="conflict_end"
    ),
    path("<reference:reference>/apart/", views.incident_apart, name="incident_apart"),
    path("<reference:reference>/note/", views.incident_note, name="incident_note"),
    path("<reference:reference>/release/", views.incident_release, name="incident_release"),
    path("<reference:reference>/recall/", views.incident_recall, name="incident_recall"),
    path("<reference:reference>/count/", views.incident_count, name="incident_count"),
    path("<reference:reference>/keep/", views.incident_keep, name="incident_keep"),
    path(
        "<reference:reference>/acknowledge/",
        views.incident_acknowledge,
        name="incident_acknowledge",
    ),
    path("<reference:reference>/say/", views.incident_say, name="incident_say"),
    path("<reference:reference>/ask/", questions.question_ask, name="question_ask"),
    path(
        "<reference:reference>/questions/<uuid:pk>/answer/",
        questions.question_answer,
        name="question_answer",
    ),
    path("<reference:reference>/settle/", views.incident_settle, name="incident_settle"),
    path("<reference:reference>/take-up/", views.incident_take_up, name="incident_take_up"),
    path("<reference:reference>/confirm/", critical.incident_confirm, name="incident_confirm"),
    path("<reference:reference>/report/", views.incident_report, name="incident_report"),
    path("<reference:reference>/close/", views.incident_close, name="incident_close"),
    path("<reference:reference>/reopen/", views.incident_reopen, name="incident_reopen"),
    # incidents/<reference>/words/<id>/
    path(
        "<reference:reference>/words/<uuid:pk>/take-out/",
        views.words_take_out,
        name="words_take_out",
    ),
    path(
        "<reference:reference>/words/<uuid:pk>/correct/",
        corrections.words_correct,
        name="words_correct",
    ),
    # incidents/<reference>/lines/<what>/<id>/
    path(
        "<reference:reference>/lines/<line:what>/<uuid:pk>/take-out/",
        lines.line_take_out,
        name="line_take_out",
    ),
    # incidents/<reference>/correct/
    path("<reference:reference>/correct/", corrections.fact_list, name="fact_list"),
    path(
        "<reference:reference>/correct/<fact:fact>/", corrections.fact_correct, name="fact_correct"
    ),
    # incidents/<reference>/statements/
    path("<reference:reference>/statements/", officers.statement_ask, name="statement_ask"),
    path(
        "<reference:reference>/statements/<uuid:pk>/revoke/",
        officers.statement_revoke,
        name="statement_revoke",
    ),
    path("<reference:reference>/attachments/", include("incidents.attachments.urls")),
    path("<reference:reference>/exports/", include("incidents.exporting.urls")),
    path("<reference:reference>/leaders/", include("incidents.leading.urls")),
    path("<reference:reference>/mediation/", include("incidents.mediation.urls")),
    # incidents/<reference>/promises/<id>/
    path("<reference:reference>/promises/<uuid:pk>/done/", views.promise_done, name="promise_done"),
    path(
        "<reference:reference>/promises/<uuid:pk>/check/", views.promise_check, name="promise_check"
    ),
    path(
        "<reference:reference>/promises/<uuid:pk>/again/", views.promise_again, name="promise_again"
    ),
    # incidents/<reference>/settlements/<id>/
    path(
        "<reference:reference>/settlements/<uuid:pk>/accept/",
        views.settlement_accept,
        name="settlement_accept",
    ),
    path(
        "<reference:reference>/settlements/<uuid:pk>/decline/",
        views.settlement_decline,
        name="settlement_decline",
    ),
    path(
        "<reference:reference>/settlements/<uuid:pk>/withdraw/",
        views.settlement_withdraw,
        name="settlement_withdraw",
    ),
]
