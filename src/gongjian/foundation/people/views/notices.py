"""The inbox, and what comes by e-mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.foundation.kernel.access import actor_of, is_signed_in, public, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import topics
from gongjian.foundation.people.actions import read_notices as reading
from gongjian.foundation.people.actions import set_notice_preferences as choosing
from gongjian.foundation.people.forms import NoticePreferencesForm
from gongjian.foundation.people.selectors import notices


@requires(is_signed_in)
def inbox(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    only_unread = request.GET.get("show") == "unread"
    page = notices.inbox(actor=actor, only_unread=only_unread, cursor=request.GET.get("cursor", ""))
    shown = {
        "page": page,
        "only_unread": only_unread,
        "refused": notices.refused_topics(actor=actor) if page.items else (),
    }
    return render(request, "people/inbox.html", shown)


@requires(is_signed_in)
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark it as read and go to what it is about."""
    notice = reading.open_notice(actor=actor_of(request), notice_id=notice_id, now=now())
    return redirect(notice.path)


@require_POST
@requires(is_signed_in)
def read_notices(request: HttpRequest) -> HttpResponse:
    count = reading.read_notices(actor=actor_of(request), now=now())
    words = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, words % {"count": count})
    return redirect("inbox")


@requires(is_signed_in)
def notice_preferences(request: HttpRequest) -> HttpResponse:
    """What comes by e-mail; ``?stop=topic``, from a notice, unticks that one: it is to be saved."""
    actor = actor_of(request)
    stop = request.GET.get("stop", "")
    known = topics.topics_for(is_staff=actor.is_staff)
    refused = notices.refused_topics(actor=actor)
    form = NoticePreferencesForm(
        posted(request),
        is_staff=actor.is_staff,
        initial={
            "topics": [topic.code for topic in known if topic.code not in {*refused, stop}],
            **{f"pace_{code}": pace for code, pace in notices.chosen_paces(actor=actor).items()},
        },
    )
    if request.method == "POST" and form.is_valid():
        choosing.set_notice_preferences(
            actor=actor, wanted=form.cleaned_data["topics"], paces=form.paces()
        )
        messages.success(request, _("Saved."))
        return redirect("notice_preferences")
    unticked = next((topic.name for topic in known if topic.code == stop), "")
    return render(request, "people/notice_preferences.html", {"form": form, "unticked": unticked})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def stop_notices(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a letter's topics, from a link in it: a button for people, one POST for mail programs.

    Exempt from the CSRF check because RFC 8058's POST comes from a mail provider; the token in
    the address is what authorises it. A GET changes nothing, for link scanners open everything.
    """
    topic = request.GET.get("topic", "")
    stopped: list[str] = []
    if request.method == "POST":
        stopped = choosing.stop_notices(token=token, topic=topic)
    asked = [c for c in choosing.topics_of(choosing.letter_of(token)) if topic in ("", c)]
    return render(
        request,
        "people/stop_notices.html",
        {
            "is_stopped": bool(stopped),
            "names": [topics.topic_name(code) for code in stopped or asked],
        },
    )
