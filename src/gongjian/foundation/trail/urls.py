"""Addresses of the trail: of a thing by its kind and the number that people know it by."""

from django.urls import path

from gongjian.foundation.trail.views import trails

urlpatterns = [
    path("trail/<slug:trail_kind>/<str:trail_number>/", trails.trail, name="trail"),
    path(
        "trail/<slug:trail_kind>/<str:trail_number>/trail.json",
        trails.trail_file,
        name="trail_file",
    ),
]
