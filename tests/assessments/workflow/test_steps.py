"""Who may take which step from which state: every step, every role, every state, against a table of our own."""

from datetime import date

import pytest

from assessments import workflow
from assessments.models import Version
from assessments.policies import Refused
from municipalities.access import visitor_for
from tests.builders import DAY, at_once, document_in, imported_document, small_document
from tests.people import ROLES, make_department, make_person

pytestmark = pytest.mark.django_db
STATES = ("draft", "in_review", "approved", "published", "superseded", "withdrawn")
SUBMITTER = "author"  # who submits in the builders

# design.md §7, written down a second time: step -> (from, to, who)
TABLE = {
    "submit": ({"draft"}, "in_review", {"author", "coordinator"}),
    "take_back": ({"in_review"}, "draft", {"author"}),  # only who submitted
    "send_back": ({"in_review", "approved"}, "draft", {"reviewer", "approver"}),
    "approve": ({"in_review"}, "approved", {"reviewer"}),
    "publish": ({"approved"}, "published", {"approver"}),
    "withdraw": ({"published"}, "withdrawn", {"approver"}),
    "end": ({"published"}, "published", {"approver"}),
    "release": ({"published"}, "published", {"coordinator"}),
}


def take_step(name: str, version: Version, by) -> Version:
    """The step with all that it asks for."""
    more = {
        "send_back": {"comment": "直してください"},
        "withdraw": {"comment": "誤りがあったため"},
        "approve": {"seen": version.content.approval_sha256 if version.content else ""},
        "publish": {"published_on": DAY, "render": at_once},
        "release": {"render": at_once},
        "end": {"ended_on": date(2026, 3, 31), "published_on": date(2026, 4, 1), "render": at_once},
    }
    return getattr(workflow, name)(version, by=by, **more.get(name, {}))


def test_the_table_of_steps_says_what_the_design_says():
    assert set(workflow.STEPS) == set(TABLE)
    for name, (froms, to, _) in TABLE.items():
        assert (set(workflow.STEPS[name].froms), workflow.STEPS[name].to) == (froms, to)


@pytest.mark.parametrize("state", STATES)
def test_in_each_state_each_role_may_do_what_the_table_says(cast, state):
    version = document_in(cast, state)
    for who in ROLES:
        offered = {step.name for step in workflow.available(version, by=cast.visitor(who))}
        # what was written here is public already, so there is nothing to release
        wanted = {n for n, (froms, _, roles) in TABLE.items() if state in froms and who in roles and n != "release"}
        assert offered == wanted, f"{who} in {state}"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", TABLE)
def test_every_other_step_is_refused_with_a_sentence_and_changes_nothing(cast, state, name):
    version = document_in(cast, state)
    froms, _, roles = TABLE[name]
    before = Version.objects.filter(pk=version.pk).values().get(), version.decisions.count()
    for who in ROLES:
        if name == "release" or state not in froms or who not in roles:
            with pytest.raises(Refused) as refused:
                take_step(name, version, cast.visitor(who))
            assert refused.value.sentences[0].endswith("。")
    assert (Version.objects.filter(pk=version.pk).values().get(), version.decisions.count()) == before


@pytest.mark.parametrize("name", sorted(set(TABLE) - {"release", "end"}))
def test_a_step_leads_to_its_state_and_is_remembered(cast, name):
    froms, to, roles = TABLE[name]
    who = sorted(roles)[0]
    version = take_step(name, document_in(cast, sorted(froms)[0]), cast.visitor(who))
    decision = version.decisions.order_by("-pk").first()
    assert (version.state, decision.step, decision.by) == (to, name, getattr(cast, who))
    assert decision.content is not None


@pytest.mark.parametrize("name", TABLE)
def test_another_towns_staff_takes_no_step(cast, name):
    version = document_in(cast, sorted(TABLE[name][0])[0])
    with pytest.raises(Refused, match="あなたの団体のものではありません"):
        take_step(name, version, cast.visitor("stranger"))


def test_who_submitted_neither_approves_nor_publishes(cast):
    """Four eyes, even where one person holds every role."""
    everything = make_person(cast.town, *ROLES, departments=[cast.department])
    visitor = visitor_for(everything, cast.town.code)
    version = workflow.submit(small_document(cast).versions.get(), by=visitor)
    with pytest.raises(Refused, match="提出した人は自分で"):
        take_step("approve", version, visitor)
    version = take_step("approve", version, cast.visitor("reviewer"))
    with pytest.raises(Refused, match="提出した人は自分で"):
        take_step("publish", version, visitor)
    assert {s.name for s in workflow.available(version, by=visitor)} == {"send_back"}


def test_only_who_submitted_takes_back(cast):
    version = document_in(cast, "in_review")
    colleague = make_person(cast.town, "author", departments=[cast.department])
    for visitor in (visitor_for(colleague, cast.town.code), cast.visitor("coordinator")):
        with pytest.raises(Refused, match="提出した人だけ"):
            workflow.take_back(version, by=visitor)
    assert workflow.take_back(version, by=cast.visitor("author")).state == "draft"


def test_an_author_of_another_department_does_not_submit(cast):
    elsewhere = make_department(cast.town, "税務課")
    visitor = visitor_for(make_person(cast.town, "author", departments=[elsewhere]), cast.town.code)
    with pytest.raises(Refused, match="担当部署の作成者"):
        workflow.submit(small_document(cast).versions.get(), by=visitor)


@pytest.mark.parametrize("name", ["send_back", "withdraw"])
@pytest.mark.parametrize("reason", ["", "  \n", "\x00\x07"])
def test_a_step_that_needs_a_reason_is_refused_without_one(cast, name, reason):
    version = document_in(cast, sorted(TABLE[name][0])[0])
    with pytest.raises(Refused, match="理由を書いて"):
        getattr(workflow, name)(version, by=cast.visitor("approver"), comment=reason)


def test_what_was_taken_or_sent_back_forgets_who_submitted_and_approved(cast):
    version = workflow.send_back(document_in(cast, "approved"), by=cast.visitor("approver"), comment="再確認")
    assert (version.state, version.content) == ("draft", None)
    assert not any((version.submitted_by, version.submitted_at, version.approved_by, version.approved_at))
    told = [(d.step, d.by, d.comment) for d in version.decisions.all()]
    assert told == [
        ("submit", cast.author, ""),
        ("approve", cast.reviewer, ""),
        ("send_back", cast.approver, "再確認"),
    ]


def test_an_imported_version_is_released_by_the_coordinator_only_and_once(cast):
    version = imported_document(cast).versions.get()
    assert not version.is_public
    for who in ("author", "reviewer", "approver"):
        with pytest.raises(Refused):
            take_step("release", version, cast.visitor(who))
    released = take_step("release", version, cast.visitor("coordinator"))
    assert (released.is_public, released.state, released.origin) == (True, "published", "imported")
    assert released.content == version.content and released.content.pdf.data
    with pytest.raises(Refused, match="すでに公開"):
        take_step("release", version, cast.visitor("coordinator"))
