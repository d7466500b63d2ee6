"""The people of the sample towns. Their passwords are printed on the console: never load this into a real server."""

from dataclasses import dataclass

from municipalities.models import Agency, Department, Membership, Municipality, Role, User

PASSWORD = "mihon-no-aikotoba"  # noqa: S105  (meant to be known)


@dataclass(frozen=True)
class Town:
    """A sample town with one person per role (a town without a workflow has its coordinator only)."""

    municipality: Municipality
    agency: Agency
    department: Department
    coordinator: User
    author: User | None = None
    reviewer: User | None = None
    approver: User | None = None


# username, name, role
MIHON = (
    ("sakusei", "作田 みどり", Role.AUTHOR),
    ("kakunin", "確井 健", Role.REVIEWER),
    ("kessai", "決田 まさる", Role.APPROVER),
    ("torimatome", "取手 まとめ", Role.COORDINATOR),
)
ASHIYA = (("ashiya", "芦屋 担当", Role.COORDINATOR),)
OPERATOR = ("unyo", "運野 用子")


def make_ashiya() -> Town:
    return _town("282065", "芦屋市", "市民課", ASHIYA)


def make_mihon() -> Town:
    return _town("999997", "見本市", "市民課", MIHON)


def make_operator() -> User:
    return _person(*OPERATOR, is_operator=True)


def _town(code: str, name: str, department: str, people) -> Town:
    town, _ = Municipality.objects.get_or_create(code=code, defaults={"name": name})
    agency, _ = Agency.objects.get_or_create(municipality=town, name=f"{name}長")
    office, _ = Department.objects.get_or_create(municipality=town, name=department)
    found: dict[str, User] = {}
    for username, display_name, role in people:
        found[role.value] = _person(username, display_name)
        member, _ = Membership.objects.get_or_create(municipality=town, user=found[role.value], role=role)
        if role == Role.AUTHOR:
            member.departments.add(office)
    return Town(town, agency, office, **found)


def _person(username: str, display_name: str, **fields) -> User:
    user, made = User.objects.get_or_create(username=username, defaults={"display_name": display_name, **fields})
    if made:
        user.set_password(PASSWORD)
        user.save()
    return user
