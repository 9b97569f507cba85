"""A field for a list of people, which keeps no address and no telephone number."""

from __future__ import annotations

from tertulia.language import _
from tertulia.models.person_names import holds_address
from tertulia.widgets.base.controls import TextField


class PeopleField(TextField):
    """A typed or pasted list of people. One with addresses or telephone numbers in it is not kept on the device."""

    @property
    def entry(self) -> str | None:
        """The list as it stands there; empty where it holds what is kept nowhere."""
        return "" if holds_address(self.value) else super().entry

    def remark(self) -> str:
        """That a list is not kept."""
        if not holds_address(self.value):
            return super().remark()
        return _("There are addresses or telephone numbers in it, so these lines are not kept when you leave.")
