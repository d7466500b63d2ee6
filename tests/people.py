"""The cast of the test stories: one town with its staff, a stranger from the next town, and a resident.

Real rows, no doubles; whoever needs another person makes one with make_person.
"""

from dataclasses import dataclass, field

from django.test import Client

from municipalities.access import Visitor, visitor_for
from municipalities.models import Agency, Department, Membership, Municipality, Role, User

PASSWORD = "himitsu-no-kotoba-7"
SIGNED_IN_BY = "django.contrib.auth.backends.ModelBackend"
ROLES = ("author", "reviewer", "approver", "coordinator")


def make_town(code: str = "999997", name: str = "見本市") -> Municipality:
    return Municipality.objects.create(code=code, name=name)


def make_department(town: Municipality, name: str = "市民課") -> Department:
    return Department.objects.create(municipality=town, name=name, position=town.departments.count())


def make_agency(town: Municipality, name: str = "") -> Agency:
    return Agency.objects.create(municipality=town, name=name or f"{town.name}長", position=town.agencies.count())


def make_person(
    town: Municipality | None, *roles: str, departments=(), username: str = "", name: str = "", **fields
) -> User:
    """A person with these roles in the town; the departments go to the author role."""
    count = User.objects.count()
    user = User(
        username=username or f"{'-'.join(roles) or 'person'}{count}", display_name=name or f"職員{count}", **fields
    )
    user.set_password(PASSWORD)
    user.save()
    for role in roles:
        membership = Membership.objects.create(municipality=town, user=user, role=role)
        if role == Role.AUTHOR:
            membership.departments.set(departments)
    return user


def client_of(user: User | None) -> Client:
    """A browser of that person, signed in; of a resident when there is no user."""
    client = Client()
    if user:
        client.force_login(user, backend=SIGNED_IN_BY)
    return client


@dataclass
class Cast:
    """見本市 with one person per role, a coordinator of 隣町 as the stranger, and an operator."""

    town: Municipality
    department: Department  # the author's
    agency: Agency
    author: User
    reviewer: User
    approver: User
    coordinator: User
    other_town: Municipality
    stranger: User  # holds every role in the other town
    operator: User
    resident: None = None  # no account at all
    _clients: dict[str, Client] = field(default_factory=dict)

    def client(self, who: str = "resident") -> Client:
        if who not in self._clients:
            self._clients[who] = client_of(getattr(self, who))
        return self._clients[who]

    def visitor(self, who: str) -> Visitor:
        """The person as a visitor of their town, as the actions of the house ask for it."""
        return visitor_for(getattr(self, who), (self.other_town if who == "stranger" else self.town).code)


def make_cast() -> Cast:
    town, other = make_town(), make_town("888885", "隣町")
    department = make_department(town)
    people = {
        role: make_person(town, role, departments=[department], username=role, name=name)
        for role, name in zip(ROLES, ("作田 みどり", "確井 健", "決田 まさる", "取手 まとめ"), strict=True)
    }
    return Cast(
        town=town,
        department=department,
        agency=make_agency(town),
        other_town=other,
        stranger=make_person(other, *ROLES, username="stranger", name="余所 たび人"),
        operator=make_person(None, username="operator", name="運野 用子", is_operator=True),
        **people,
    )
