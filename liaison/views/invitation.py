"""Opening an account with the link from the mail. No account is needed to come here."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from liaison import invitations, refusal
from liaison.forms.people import AcceptForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = invitations.find(token)
    except invitations.LinkDoesNotOpen as refused:
        return render(request, "liaison/invitation_gone.html", {"refused": refused}, status=410)
    form = AcceptForm(request.POST or None, person=invitation.person)

    def accept() -> Person:
        said = form.cleaned_data
        return invitations.accept(
            invitation,
            password=said["password"],
            name=said["name"],
            language=said["language"],
            by=invitation.person,
        )

    tried = refusal.attempt(request, form, accept)
    if tried.is_done:
        return _welcome(request, tried.result)
    context = {"form": form, "invitation": invitation}
    return render(request, "liaison/invitation_accept.html", context, status=tried.status)


def _welcome(request: HttpRequest, person: Person) -> HttpResponse:
    auth.login(request, person, backend=BACKEND)
    # The next page is in the language they have just chosen, and so is its first word.
    with translation.override(person.language):
        messages.success(request, _("Your account is open. Welcome."))
    return redirect("/")
