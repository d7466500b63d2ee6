"""The only tenancy question: which town may this person enter, and as what?

Everything a signed-in person sees starts here; a town that is not theirs does not exist (404).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .models import Membership, Municipality, Role, User


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person inside one of their towns."""

    user: User
    municipality: Municipality
    roles: frozenset[str]
    department_ids: frozenset[int] = field(default_factory=frozenset)  # of the author role

    def is_any(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def begins_documents(self) -> bool:
        """Whether blank documents, copies and imports are theirs to start."""
        return self.is_any(Role.AUTHOR, Role.COORDINATOR)

    @property
    def role_names(self) -> str:
        return "、".join(Role(role).label for role in Role.values if role in self.roles)


def towns_of(user: User) -> Iterable[Municipality]:
    return Municipality.objects.filter(memberships__user=user).distinct()


def visitor_for(user: User, code: str) -> Visitor:
    """The person as a visitor of that town. Http404 when they have no role there."""
    memberships = list(
        Membership.objects.filter(user=user, municipality__code=code, user__is_active=True)
        .select_related("municipality")
        .prefetch_related("departments")
    )
    if not memberships:
        raise Http404
    departments = {d.pk for m in memberships if m.role == Role.AUTHOR for d in m.departments.all()}
    roles = frozenset(m.role for m in memberships)
    return Visitor(user, memberships[0].municipality, roles, frozenset(departments))


def coordinator_of(user: User, code: str) -> Visitor:
    """The person as the town's coordinator. PermissionDenied with a sentence for its other staff."""
    visitor = visitor_for(user, code)
    if not visitor.is_coordinator:
        raise PermissionDenied("団体の設定を見たり変えたりできるのは、取りまとめ担当だけです。")
    return visitor
