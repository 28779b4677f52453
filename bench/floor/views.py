"""Session, person, one indexed SELECT of 25 rows, 25 x 8 escaped cells."""

import random

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from floor.models import Row

PLACES = 200


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    found = Row.objects.filter(place=random.randrange(PLACES)).order_by("-occurred_at", "-id")[:25]
    return render(request, "floor/rows.html", {"rows": found})
