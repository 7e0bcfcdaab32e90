"""Addresses of cases: what everybody may open, then what people who work on them do."""

from django.urls import path

from gongjian.government.cases.views import (
    public_case,
    public_files,
    public_lists,
    public_submit,
)

public_urls = [
    path("tell/", public_submit.submit_case, name="submit_case"),
    path("tell/similar/", public_submit.similar, name="similar_cases"),
    path("tell/sent/<str:number>/", public_submit.case_sent, name="case_sent"),
    path("track/", public_submit.track_case, name="track_case"),
    path("cases/", public_lists.case_list, name="case_list"),
    path("cases/map/", public_lists.case_map, name="case_map"),
    path("cases/areas.json", public_lists.area_outlines, name="area_outlines"),
    path("cases/<str:number>/", public_case.case, name="case"),
    path("cases/<str:number>/open/<str:secret>/", public_submit.open_case, name="open_case"),
    path("cases/<str:number>/reply/", public_case.reply_to_question, name="reply_to_question"),
    path("cases/<str:number>/rate/", public_case.rate_case, name="rate_case"),
    path("cases/<str:number>/reopen/", public_case.reopen_case, name="reopen_case"),
    path("cases/<str:number>/appeal/", public_case.appeal_rejection, name="appeal_rejection"),
    path("cases/<str:number>/close/", public_case.close_case, name="close_case"),
    path("cases/<str:number>/files/", public_case.attach_file, name="attach_file"),
    path("cases/<str:number>/support/", public_case.support_case, name="support_case"),
    path("attachments/<uuid:attachment_id>/", public_files.attachment, name="attachment"),
    path(
        "attachments/<uuid:attachment_id>/small/",
        public_files.attachment_thumbnail,
        name="attachment_thumbnail",
    ),
]

urlpatterns = public_urls
