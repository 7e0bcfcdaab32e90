"""What can go wrong with findings."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import WrongState


class NothingToSettle(WrongState):
    code = "nothing_to_settle"
    message = _("This finding needs no person's word, or somebody has given it already.")
