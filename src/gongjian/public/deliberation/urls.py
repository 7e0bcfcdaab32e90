"""Addresses of deliberation: consultations, then proposals."""

from django.urls import URLPattern, path

from gongjian.public.deliberation.views import consultation_desk as desk
from gongjian.public.deliberation.views import (
    consultation_files,
    consultations,
    proposal_desk,
    proposal_lists,
    proposal_page,
    proposal_steps,
    proposal_write,
)

_CONSULTATIONS: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultation_list"),
    path("consultations/manage/", desk.consultation_desk, name="consultation_desk"),
    path("consultations/new/", desk.new_consultation, name="new_consultation"),
    path("consultations/import/", desk.import_conversation, name="import_conversation"),
    path(
        "consultations/<str:consultation_number>/", consultations.consultation, name="consultation"
    ),
    path(
        "consultations/<str:consultation_number>/vote/", consultations.vote_card, name="vote_card"
    ),
    path(
        "consultations/<str:consultation_number>/mine/", consultations.own_votes, name="own_votes"
    ),
    path(
        "consultations/<str:consultation_number>/statements",
        consultations.add_statement,
        name="add_statement",
    ),
    path(
        "consultations/<str:consultation_number>/result/",
        consultations.consultation_result,
        name="consultation_result",
    ),
    path(
        "consultations/<str:consultation_number>/report/",
        consultations.consultation_report,
        name="consultation_report",
    ),
    path(
        "consultations/<str:consultation_number>/files/<str:file_name>",
        consultation_files.consultation_file,
        name="consultation_file",
    ),
    path(
        "consultations/<str:consultation_number>/edit/",
        desk.edit_consultation,
        name="edit_consultation",
    ),
    path(
        "consultations/<str:consultation_number>/work/",
        desk.consultation_work,
        name="consultation_work",
    ),
    path(
        "consultations/<str:consultation_number>/announce",
        desk.announce_consultation,
        name="announce_consultation",
    ),
    path(
        "consultations/<str:consultation_number>/closing",
        desk.change_closing,
        name="change_closing",
    ),
    path(
        "consultations/<str:consultation_number>/seeds", desk.add_statements, name="add_statements"
    ),
    path("consultations/<str:consultation_number>/list", desk.list_people, name="list_people"),
    path(
        "consultations/<str:consultation_number>/statements/<int:statement_number>/moderate",
        desk.moderate_statement,
        name="moderate_statement",
    ),
]

_PROPOSALS: list[URLPattern] = [
    path("proposals/", proposal_lists.proposal_list, name="proposal_list"),
    path("proposals/feed.atom", proposal_lists.proposal_feed, name="proposal_feed"),
    path("proposals/table.csv", proposal_lists.proposal_table, name="proposal_table"),
    path("proposals/new/", proposal_write.write_proposal, name="write_proposal"),
    path("proposals/like/", proposal_write.like_proposals, name="like_proposals"),
    path("proposals/mine/", proposal_lists.my_proposals, name="my_proposals"),
    path("proposals/queue/", proposal_desk.proposal_queue, name="proposal_queue"),
    path(
        "proposals/moderation/",
        proposal_desk.proposal_moderation_queue,
        name="proposal_moderation",
    ),
    path("proposals/settings/", proposal_desk.proposal_settings, name="proposal_settings"),
    path(
        "proposals/settings/<uuid:settings_id>/remove/",
        proposal_desk.remove_proposal_settings,
        name="remove_proposal_settings",
    ),
    path(
        "proposals/comments/<uuid:comment_id>/",
        proposal_page.comment_replies,
        name="comment_replies",
    ),
    path(
        "proposals/comments/<uuid:comment_id>/flag/",
        proposal_steps.flag_comment,
        name="flag_comment",
    ),
    path(
        "proposals/comments/<uuid:comment_id>/moderate/",
        proposal_desk.moderate_comment,
        name="moderate_comment",
    ),
    path(
        "proposals/decisions/<uuid:decision_id>/appeal/",
        proposal_steps.appeal_moderation,
        name="appeal_moderation",
    ),
    path(
        "proposals/decisions/<uuid:decision_id>/decide/",
        proposal_desk.decide_moderation_appeal,
        name="decide_moderation_appeal",
    ),
    path("proposals/<str:proposal_number>/", proposal_page.proposal, name="proposal"),
    path(
        "proposals/<str:proposal_number>/comments/",
        proposal_page.proposal_comments_page,
        name="proposal_comments",
    ),
    path(
        "proposals/<str:proposal_number>/versions/",
        proposal_page.proposal_versions,
        name="proposal_versions",
    ),
    path(
        "proposals/<str:proposal_number>/edit/", proposal_write.edit_proposal, name="edit_proposal"
    ),
    path(
        "proposals/<str:proposal_number>/support/",
        proposal_steps.support_proposal,
        name="support_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/follow/",
        proposal_steps.follow_proposal,
        name="follow_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/comment/",
        proposal_steps.comment_proposal,
        name="comment_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/flag/", proposal_steps.flag_proposal, name="flag_proposal"
    ),
    path(
        "proposals/<str:proposal_number>/withdraw/",
        proposal_steps.withdraw_proposal,
        name="withdraw_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/merge/",
        proposal_steps.merge_proposal,
        name="merge_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/answer/",
        proposal_steps.answer_proposal,
        name="answer_proposal",
    ),
    path(
        "proposals/<str:proposal_number>/moderate/",
        proposal_desk.moderate_proposal,
        name="moderate_proposal",
    ),
]

urlpatterns: list[URLPattern] = [*_CONSULTATIONS, *_PROPOSALS]
