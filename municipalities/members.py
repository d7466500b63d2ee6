"""Who works in a town, as its coordinator and the operator see them: a fixed number of queries for any number."""

from django.db.models import Prefetch, QuerySet

from .models import Department, Membership, Municipality, Role, User


def members_of(town: Municipality) -> QuerySet[User]:
    """The people of a town, stopped ones last. ``here``: their memberships in this town, with departments."""
    here = Membership.objects.filter(municipality=town).prefetch_related("departments")
    return (
        User.objects.filter(memberships__municipality=town)
        .distinct()
        .prefetch_related(Prefetch("memberships", queryset=here, to_attr="here"))
        .order_by("-is_active", "username")
    )


def roles_here(member: User) -> list[Role]:
    """The roles that a person of members_of holds in the town, in the order of the work."""
    held = {membership.role for membership in member.here}
    return [role for role in Role if role in held]


def departments_here(member: User) -> list[Department]:
    """The departments that such a person writes for."""
    return [department for membership in member.here for department in membership.departments.all()]
