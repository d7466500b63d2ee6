"""How a person's place in the town is put into words. The person comes from members.members_of."""

from django import template

from ..members import departments_here, roles_here

register = template.Library()
register.filter("roles_here", lambda member: "、".join(role.label for role in roles_here(member)))
register.filter(
    "departments_here", lambda member: "、".join(department.name for department in departments_here(member))
)
