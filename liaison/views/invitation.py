"""Opening an account with the link from the mail. No account is needed to come here."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from liaison import invitations, refusal
from liaison.forms.people import AcceptForm
from liaison.models import Invitation

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
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid() and _accept(request, invitation, form):
            return redirect("/")
    context = {"form": form, "invitation": invitation}
    return render(request, "liaison/invitation_accept.html", context, status=status)


def _accept(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> bool:
    said = form.cleaned_data
    with refusal.told_to(request, form) as told:
        person = invitations.accept(
            invitation,
            password=said["password"],
            name=said["name"],
            language=said["language"],
            by=invitation.person,
        )
    if told.refused is not None:
        return False
    auth.login(request, person, backend=BACKEND)
    # The next page is in the language they have just chosen, and so is its first word.
    with translation.override(person.language):
        messages.success(request, _("Your account is open. Welcome."))
    return True
