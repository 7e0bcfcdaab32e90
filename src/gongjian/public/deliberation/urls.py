"""Addresses of deliberation: consultations, then proposals."""

from collections.abc import Callable

from django.http import HttpResponseBase
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


def _consultation(tail: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(f"consultations/<str:consultation_number>/{tail}", view, name=name)


def _proposal(tail: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(f"proposals/<str:proposal_number>/{tail}", view, name=name)


_CONSULTATIONS: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultation_list"),
    path("consultations/manage/", desk.consultation_desk, name="consultation_desk"),
    path("consultations/new/", desk.new_consultation, name="new_consultation"),
    path("consultations/import/", desk.import_conversation, name="import_conversation"),
    _consultation("", consultations.consultation, "consultation"),
    _consultation("vote/", consultations.vote_card, "vote_card"),
    _consultation("mine/", consultations.own_votes, "own_votes"),
    _consultation("statements", consultations.add_statement, "add_statement"),
    _consultation("result/", consultations.consultation_result, "consultation_result"),
    _consultation("report/", consultations.consultation_report, "consultation_report"),
    _consultation(
        "files/<str:file_name>", consultation_files.consultation_file, "consultation_file"
    ),
    _consultation("edit/", desk.edit_consultation, "edit_consultation"),
    _consultation("work/", desk.consultation_work, "consultation_work"),
    _consultation("announce", desk.announce_consultation, "announce_consultation"),
    _consultation("closing", desk.change_closing, "change_closing"),
    _consultation("seeds", desk.add_statements, "add_statements"),
    _consultation("list", desk.list_people, "list_people"),
    _consultation(
        "statements/<int:statement_number>/moderate", desk.moderate_statement, "moderate_statement"
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
    _proposal("", proposal_page.proposal, "proposal"),
    _proposal("comments/", proposal_page.proposal_comments_page, "proposal_comments"),
    _proposal("versions/", proposal_page.proposal_versions, "proposal_versions"),
    _proposal("edit/", proposal_write.edit_proposal, "edit_proposal"),
    _proposal("support/", proposal_steps.support_proposal, "support_proposal"),
    _proposal("follow/", proposal_steps.follow_proposal, "follow_proposal"),
    _proposal("comment/", proposal_steps.comment_proposal, "comment_proposal"),
    _proposal("flag/", proposal_steps.flag_proposal, "flag_proposal"),
    _proposal("withdraw/", proposal_steps.withdraw_proposal, "withdraw_proposal"),
    _proposal("merge/", proposal_steps.merge_proposal, "merge_proposal"),
    _proposal("answer/", proposal_steps.answer_proposal, "answer_proposal"),
    _proposal("moderate/", proposal_desk.moderate_proposal, "moderate_proposal"),
]

urlpatterns: list[URLPattern] = [*_CONSULTATIONS, *_PROPOSALS]
