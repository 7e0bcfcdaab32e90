"""Addresses of cases: what everybody may open, then what people who work on them do."""

from django.urls import path

from gongjian.government.cases.views import (
    answer_templates,
    dispatch_queue,
    drafting,
    imports,
    phone_desk,
    public_case,
    public_files,
    public_lists,
    public_submit,
    staff_case,
    staff_queues,
)

public_urls = [
    path("tell/", public_submit.submit_case, name="submit_case"),
    path("tell/suggestions/", public_submit.suggestions, name="suggestions"),
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
    path("cases/<str:number>/visibility/", public_case.change_visibility, name="change_visibility"),
    path("cases/<str:number>/appeal-hiding/", public_case.appeal_hiding, name="appeal_hiding"),
    path("cases/<str:number>/files/", public_case.attach_file, name="attach_file"),
    path("cases/<str:number>/erase/", public_case.erase_requester, name="erase_requester"),
    path("cases/<str:number>/support/", public_case.support_case, name="support_case"),
    path("attachments/<uuid:attachment_id>/", public_files.attachment, name="attachment"),
    path(
        "attachments/<uuid:attachment_id>/small/",
        public_files.attachment_thumbnail,
        name="attachment_thumbnail",
    ),
]

staff_urls = [
    path("phone/", phone_desk.phone_case, name="phone_case"),
    path("phone/suggestions/", phone_desk.phone_suggestions, name="phone_suggestions"),
    path("phone/join/<str:number>/", phone_desk.join_caller, name="join_caller"),
    path("answers/", answer_templates.answer_template_list, name="answer_template_list"),
    path("answers/new/", answer_templates.add_answer_template, name="add_answer_template"),
    path("answers/<uuid:template_id>/", answer_templates.answer_template, name="answer_template"),
    path(
        "answers/<uuid:template_id>/delete/",
        answer_templates.delete_answer_template,
        name="delete_answer_template",
    ),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/<uuid:job_id>/", imports.import_job, name="import_job"),
    path("imports/<uuid:job_id>/begin/", imports.begin_import, name="begin_import"),
    path("imports/<uuid:job_id>/resume/", imports.resume_import, name="resume_import"),
    path("imports/<uuid:job_id>/discard/", imports.discard_import, name="discard_import"),
    path("imports/<uuid:job_id>/errors.csv", imports.import_errors, name="import_errors"),
    path("drafts/", drafting.draft_log, name="draft_log"),
    path("cases/<str:number>/drafts/<uuid:draft_id>/", drafting.draft, name="draft"),
    path("cases/<str:number>/drafts/<slug:kind>/", drafting.ask_draft, name="ask_draft"),
    path("queue/", staff_queues.queue, name="handler_queue"),
    path("queue/many/", staff_queues.act_on_many, name="bulk_cases"),
    path("dispatch/", dispatch_queue.dispatch_queue, name="dispatcher_queue"),
    path("dispatch/<str:number>/", dispatch_queue.quick_dispatch, name="quick_dispatch"),
    path("cases/<str:number>/work/", staff_case.workbench, name="workbench"),
    path("cases/<str:number>/work/files/", staff_case.add_work_file, name="add_work_file"),
    path("cases/<str:number>/work/<slug:address>/", staff_case.take_step, name="take_step"),
    path(
        "cases/<str:number>/extensions/<uuid:extension_id>/",
        staff_case.decide_extension,
        name="decide_extension",
    ),
    path(
        "cases/<str:number>/appeals/<uuid:appeal_id>/",
        staff_case.decide_appeal,
        name="decide_appeal",
    ),
    path(
        "cases/<str:number>/hiding-appeals/<uuid:appeal_id>/",
        staff_case.decide_hiding_appeal,
        name="decide_hiding_appeal",
    ),
    path(
        "cases/<str:number>/assistances/<uuid:assistance_id>/",
        staff_case.reply_assistance,
        name="reply_assistance",
    ),
]

urlpatterns = public_urls + staff_urls
