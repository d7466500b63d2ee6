"""Documents made up by hypothesis out of the catalogue: every kind of answer in every state it may have."""

from hypothesis import strategies as st

from assessments import catalogue
from assessments.catalogue import CHECK_KINDS, CHOICE_KINDS, Form, Item, values

# Words, line breaks, 外字 and emoji, what HTML and spreadsheets take for something, and what is thrown away.
LETTERS = "住民基本台帳システム①ｱがﾞ𠮷🏯é（(1)）。、－ー─‐\u3000 \t\n<b>&\"'=@+{}%\\"
words = st.text(LETTERS, max_size=30).map(values.clean_text)
some_words = words.filter(bool)
hostile = st.text(st.one_of(st.sampled_from(LETTERS), st.characters(codec=None)), max_size=60)
days = st.dates().map(lambda day: day.isoformat())


def answer(item: Item) -> st.SearchStrategy:
    """A value in normal form, a lost one, or None for no answer."""
    kinds = {
        "date_wareki": st.one_of(days, st.sampled_from(["平成27年6月予定", "令和7年2月30日"]), some_words),
        "flag": st.sampled_from([True, False, None]),
        "figure": st.builds(lambda text: {"text": text}, some_words),
    }
    if item.kind in CHECK_KINDS:
        found = _checks(item)
    elif item.kind in CHOICE_KINDS:
        found = _choice(item)
    else:
        found = kinds.get(item.kind, some_words)
    return st.one_of(found, st.just(dict(values.LOST))) if item.kind != "flag" else found


def _checks(item: Item) -> st.SearchStrategy:
    labels = st.lists(st.sampled_from(item.labels), unique=True)
    brackets = st.dictionaries(st.sampled_from(item.labels), some_words, max_size=3)
    counts = st.dictionaries(st.sampled_from(item.labels), st.integers(0, 9_999_999), max_size=2)
    made = st.fixed_dictionaries(
        {"checked": st.one_of(labels, st.none()), "unknown": labels},
        optional={"other": words, "texts": brackets, "counts": counts},
    )
    return made.map(lambda value: values.clean(item, value))


def _choice(item: Item) -> st.SearchStrategy:
    label = st.one_of(st.sampled_from(item.labels), st.builds(lambda text: {"raw": text}, some_words))
    if item.kind == "choice":
        return label.map(lambda value: values.clean(item, value))
    extra = {"count": st.integers(0, 999)} if item.kind == "choice+count" else {"text": words}
    made = st.fixed_dictionaries({}, optional={"choice": label, **extra})
    return made.map(lambda value: values.clean(item, value))


@st.composite
def answers(draw, form: Form, holder: str) -> dict:
    """Some of the items of a holder, answered."""
    items = [i for i in form.items if i.has_answer and form.holder_of(i.code) == holder and _stands(form, i)]
    chosen = draw(st.lists(st.sampled_from(items), unique_by=lambda item: item.code, max_size=6))
    drawn = {item.code: draw(answer(item)) for item in chosen}
    return {code: value for code, value in drawn.items() if value is not None or form.item(code).kind == "flag"}


def _stands(form: Form, item: Item) -> bool:
    return form.repeat_of(item.code) != "per_change"


@st.composite
def entries(draw, form: Form, kind: str, prefix: str, most: int = 3) -> list[dict]:
    made = []
    most = most if any(form.holder_of(code) == kind for code in form.places) else 0
    for number in range(1, draw(st.integers(0, most)) + 1):
        entry = {"ref": f"{prefix}{kind[0]}{number}", "number": number, "answers": draw(answers(form, kind))}
        if draw(st.booleans()) and draw(st.booleans()):
            entry["lost"] = True
        made.append(entry)
    return made


@st.composite
def documents(draw, key: str = "juten", edition: str = "") -> dict:
    """A whole document as interchange JSON in normal form."""
    form = catalogue.get_form(key, edition)
    systems, files = draw(entries(form, "systems", "")), draw(entries(form, "files", "", most=2))
    for file in files:
        file["records"] = draw(st.lists(some_words.map(lambda text: text.replace("\n", " ")), max_size=4))
        if note := draw(words):
            file["records_text"] = note
        for kind in ("outsourcing", "provisions", "transfers"):
            file[kind] = draw(entries(form, kind, file["ref"], most=2))
    codes = [item.code for item in form.items]
    refs = ["", *(entry["ref"] for entry in (*systems, *files))]
    return {
        "schema": 1,
        "form": form.key,
        "edition": form.edition,
        "municipality": {"code": "999997", "name": "見本市"},
        "answers": draw(answers(form, "")),
        "systems": systems,
        "files": files,
        "changes": draw(st.lists(_change(refs, codes), max_size=3)),
        "unplaced": draw(st.lists(_unplaced(codes), max_size=3)),
    }


def _change(refs: list[str], codes: list[str]) -> st.SearchStrategy:
    address = st.fixed_dictionaries({"ref": st.sampled_from(refs), "code": st.sampled_from(codes)})
    return st.fixed_dictionaries(
        {
            "date": st.one_of(days, st.just(""), st.just("平成29年度中"), st.just("2025-4-1")),
            "item": words,
            "addresses": st.lists(address, max_size=2),
            "before": words,
            "after": words,
            "timing": st.sampled_from(["事前", "事後", None]),
            "note": words,
        },
        optional={"table": some_words, "version": st.integers(1, 40)},
    )


def _unplaced(codes: list[str]) -> st.SearchStrategy:
    return st.fixed_dictionaries({"after": st.sampled_from(["", *codes]), "text": some_words})
