"""The addresses: those of the house and of its foundation, and one that says the server is alive."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path


@login_not_required
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # The foundation first: work/<code>/settings/ must not be taken for a document with the number "settings".
    path("", include("municipalities.urls")),
    path("", include("assessments.urls")),
]
