"""What IFISO is, when it meets next and what came of the last meetings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations.pages import public_page


@public_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "ifiso/home.html")
