"""Addresses of open contracting data."""

from django.urls import path

from gongjian.market.open_contracting.views import data, pages

_PROCESS = "open-contracting/processes/<str:ocid>/"

urlpatterns = [
    path("open-contracting/", pages.open_contracting, name="open_contracting"),
    path("open-contracting/feed/", pages.contracting_feed, name="contracting_feed"),
    path("open-contracting/releases/", data.release_feed, name="release_feed"),
    path("open-contracting/records/", data.record_feed, name="record_feed"),
    path("open-contracting/files/<str:name>", data.bulk_file, name="bulk_file"),
    path(_PROCESS, data.contracting_record, name="contracting_record"),
    path(f"{_PROCESS}releases/", data.contracting_releases, name="contracting_releases"),
    path(
        f"{_PROCESS}releases/<int:release_number>/",
        data.contracting_release,
        name="contracting_release",
    ),
    path(
        "open-contracting/extension/<path:name>",
        data.ocds_extension_file,
        name="ocds_extension_file",
    ),
]
