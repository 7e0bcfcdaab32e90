"""A person's own account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.people.actions.change_account import change_account
from gongjian.foundation.people.forms import AccountForm
from gongjian.foundation.people.selectors.notices import undelivered_to
from gongjian.foundation.people.selectors.people import own_account, roles_in_words
from gongjian.foundation.people.selectors.second_factor import has_second_factor


@requires(is_signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """Name, phone, language; what protects the account; what it may do."""
    actor = actor_of(request)
    user = own_account(actor)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_account(actor=actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(
        request,
        "people/account.html",
        {
            "form": form,
            "person": user,
            "roles": roles_in_words(user),
            "has_second_factor": has_second_factor(user.pk),
            "undelivered": undelivered_to(user.pk),
        },
    )
