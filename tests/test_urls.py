"""Walks every address of the project as everybody: who comes in, who finds nothing, and that nothing breaks.

Whoever adds an address says here who may read it; an address that stands in no table fails the first test.
"""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.addresses import World, named
from tests.people import ROLES

pytestmark = pytest.mark.django_db

# Read without signing in. Everything else asks for a sign-in.
PUBLIC = set(
    "healthz robots login public_home public_town public_feed public_document public_version public_pdf public_json "
    "public_original public_changes public_compare calendar_feed".split()
)
# About the person who is signed in, in whatever town.
OWN = set("logout password_change home".split())
OPERATOR = set("town_list town_add town_detail town_coordinator_add operator_reset_password".split())
# Other staff of the town is told that these are the coordinator's (403).
COORDINATOR = set(
    "town_settings members member_add member_edit member_deactivate member_resume member_reset_password departments "
    "department_edit department_move agencies agency_edit agency_move agency_remove document_settings "
    "town_procedure save_town_procedure list_words".split()
)
AUTHOR = set("start copy in_step_start import import_confirm".split())  # for who may begin documents
# For all staff of the town; what each of them may do there is asked by the act itself.
STAFF = set(
    "town plan plan_csv plan_xlsx calendar calendar_address document document_printing export original check moves move history version "
    "edit sheet file_sheet save_item figure save_records entry_act drop_unplaced changes save_rows save_row review step "
    "preview preview_start preview_status preview_cancel preview_pdf threshold procedure milestone_add milestone_fill "
    "milestone_remove evidence reviews judgements proposal decide warnings dismiss take_up "
    "town_threshold annexes annex annex_add annex_file annex_act "
    "lists list_pages list_file change_log merge_rows split_row compare compare_choose "
    "in_step in_step_choose in_step_part in_step_act withhold lift_withholding submission_pdf".split()
)
TABLES = (PUBLIC, OWN, OPERATOR, COORDINATOR, AUTHOR, STAFF)
EVERY_NAME = dict(named())
ADDRESSES = {name: arguments for name, arguments in EVERY_NAME.items() if any(name in table for table in TABLES)}
# Nothing to show in this world: no picture or kind is asked for, no PDF has been made, the draft is not submitted,
# nothing was withheld in a version.
NOT_THERE_YET = {"figure", "preview_pdf", "review", "annex_file", "annex_add", "list_file", "submission_pdf"}


@pytest.fixture
def world(cast):
    return World(cast)


def walk(world: World, who: str, names) -> dict[str, tuple[int, int]]:
    """name -> what GET and an empty POST are answered with; each is undone, so that none sees the work of another."""
    client = world.cast.client(who)
    found = {}
    for name in sorted(names, key=lambda name: (name == "logout", name)):  # then nobody is signed in any more
        address = world.address(name, ADDRESSES[name])
        found[name] = (undone(lambda a=address: client.get(a)), undone(lambda a=address: client.post(a)))
    return found


def undone(act) -> int:
    with transaction.atomic():
        answer = act()
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code


def strange(found: dict[str, tuple[int, int]], allowed) -> dict[str, tuple[int, int]]:
    """Those answers that ``allowed(name, get, post)`` does not know."""
    return {name: codes for name, codes in found.items() if not allowed(name, *codes)}


def closed(*codes: int) -> bool:
    """Not there, whatever is asked; 405 where the method is none that anybody may use."""
    return set(codes) <= {404, 405} and 404 in codes


def test_every_address_stands_in_exactly_one_table():
    said = [name for table in TABLES for name in table]
    assert sorted(said) == sorted(set(said))
    assert set(EVERY_NAME) - set(said) == set(), "who may read this? Say it in tests/test_urls.py"
    assert set(said) - set(EVERY_NAME) == set(), "these addresses are gone"


def test_what_is_public_opens_without_an_account(world):
    assert strange(walk(world, "resident", PUBLIC), lambda name, get, post: get == 200 and post in (200, 405)) == {}


def test_everything_else_leads_a_resident_to_the_sign_in(world):
    sign_in, client = reverse("login"), world.cast.client("resident")
    for name in set(ADDRESSES) - PUBLIC:
        for method in (client.get, client.post):
            answer = method(world.address(name, ADDRESSES[name]))
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, sign_in), name


def test_a_stranger_finds_nothing_of_another_town(world):
    """Whatever a stranger holds in the next town: neither the page nor its absence says anything about this one."""
    found = walk(world, "stranger", OPERATOR | COORDINATOR | AUTHOR | STAFF)
    assert strange(found, lambda name, get, post: closed(get, post)) == {}


def test_the_operator_reads_no_documents_of_a_town(world):
    found = walk(world, "operator", COORDINATOR | AUTHOR | STAFF)
    assert strange(found, lambda name, get, post: closed(get, post)) == {}


def test_the_operator_reaches_their_own_pages(world):
    found = walk(world, "operator", OWN | OPERATOR)
    assert strange(found, lambda name, get, post: get in (200, 302, 405) and post < 500) == {}


@pytest.mark.parametrize("who", ROLES)
def test_nothing_breaks_for_the_staff_of_the_town(world, who):
    writes, leads = who in ("author", "coordinator"), who == "coordinator"

    def allowed(name: str, get: int, post: int) -> bool:
        if (name in COORDINATOR and not leads) or (name in AUTHOR and not writes and name != "import_confirm"):
            return {get, post} <= {403, 405}
        if name == "import_confirm" and not leads:
            return get == 404  # somebody else's upload
        return post < 500 and get in ((200, 302, 404) if name in NOT_THERE_YET else (200, 302, 405))

    assert strange(walk(world, who, set(ADDRESSES) - OPERATOR - PUBLIC), allowed) == {}


def test_a_document_or_row_that_does_not_exist_is_not_found(world):
    """The same addresses with a number or a key that nobody has, as the coordinator, who may do the most."""
    client, found = world.cast.client("coordinator"), {}
    for name, arguments in ADDRESSES.items():
        if {"number", "pk"} & set(arguments) and name not in PUBLIC | OPERATOR:
            address = world.address(name, arguments, number="777", pk=98765)
            found[name] = (undone(lambda a=address: client.get(a)), undone(lambda a=address: client.post(a)))
    assert len(found) > 40
    assert strange(found, lambda name, get, post: closed(get, post)) == {}


def test_what_is_not_found_is_said_in_japanese_and_names_nothing(world):
    page = world.cast.client("stranger").get(world.address("document", ADDRESSES["document"])).content.decode()
    assert "見つかりません" in page and world.document.name not in page
