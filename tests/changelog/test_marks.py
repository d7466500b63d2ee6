"""What a reader sees marked, on pairs that towns really printed (川口市, 芦屋市, 高槻市, 新宿区)."""

import pytest

from changelog.diff import Run, inline, mark

NOTATION = {"same": "{}", "del": "[{}]", "ins": "[{}]", "move_from": "<{}>", "move_to": "<{}>"}


def shown(runs: tuple[Run, ...]) -> str:
    return "".join(NOTATION[run.kind].format(run.text) for run in runs)


def cells(before: str, after: str, **options: bool) -> tuple[str, str]:
    marked = mark(before, after, **options)
    return shown(marked[0]), shown(marked[1])


def plain(marked: str) -> str:
    return marked.translate(str.maketrans("", "", "[]<>"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # numbers and references of statutes
        ("番号法第19条第[7]号別表第2", "番号法第19条第[8]号別表第2"),
        (
            "・番号法第19条第[7]号(別表第2の第3欄(情報提供者)が「市町村長」の項のうち) 以下略",
            "・番号法第19条第[8]号(別表第2の第3欄(情報提供者)が「市町村長」の項のうち) 以下略",
        ),
        ("[3]件", "[5]件"),
        ("(20、[21、]23、67、70、77、80、84、89の項)", "(20、23、67、70、[74、]77、80、84、[85の2、]89の項)"),
        # dates
        ("令和[5]年4月1日", "令和[7]年4月1日"),
        ("平成27年[6月予定]", "平成27年[8月1日]"),
        ("[平成31]年4月1日", "[令和5]年4月1日"),
        ("[令和元年11月20日(水)～令和元年12月20日(金)の31日間]", "[令和3年12月1日～12月31日]"),
        # names of departments
        ("福祉部 [介護保険]課", "福祉部 [高齢介護]課"),
        ("福祉部 [障害]福祉課", "福祉部 [障がい]福祉課"),
        ("こども・健康部 子育て[推進]課", "こども・健康部 子育て[政策]課"),
        ("総務部 課税課", "総務部 [財務室 ]課税課"),
        ("市民生活部市民課", "市民生活部[市民室]市民課"),
        ("都市[建設]部 [建設総務]課", "都市[政策]部 [都市戦略室 建築住宅]課"),
        ("芦屋市役所 総務部文書[統計]課文書統計係", "芦屋市役所 総務部文書[法制]課文書統計係"),
        ("株式会社 [パソナ]", "株式会社 [エイジェック]"),
        # words
        ("定めて[いない]", "定めて[いる]"),
        ("発生[あり]", "発生[なし]"),
        ("児童手当業務, 児童[福祉]手当業務", "児童手当業務, 児童[扶養]手当業務"),
        ("個人情報保護[条例]の規定に基づき", "個人情報保護[法]の規定に基づき"),
        ("本人等の請求[に係る]住民票の写し等の交付", "本人等の請求[による]住民票の写し等の交付"),
        ("本人等の請求に係る住民票の写し[等の交付]の特例", "本人等の請求に係る住民票の写しの特例"),
        ("個人提供用個人識別符号を指す。", "個人[情報]提供用個人識別符号を指す。"),
        ("・個人番号、[4]情報、その他住民票関係情報", "・個人番号、[5]情報、その他住民票関係情報"),
        ("市民課[及びひろポルテ市民サービスコーナー]窓口業務委託", "市民課窓口業務委託"),
        (
            "自立支援給付業務、[地域生活支援業務、]手当関係等業務",
            "自立支援給付業務、手当関係等業務",
        ),
        (
            "番号通知書類([通知カード]、個人番号カード交付申請書",
            "番号通知書類([個人番号通知書]、個人番号カード交付申請書",
        ),
        # what stands in brackets
        (
            "②転入届、転出届、世帯変更届等の届出",
            "②転入届、転出届[(窓口、郵送により申請された申請データを取り込むもの)]、世帯変更届等の届出",
        ),
        (
            "[通知カード及び]個人番号カード省令第35条([通知カード、]個人番号カード関連事務の委任)",
            "[個人番号、]個人番号カード[、特定個人情報の提供等に関する]省令[(令和3年総務省令第83号)]第35条"
            "([個人番号通知書・]個人番号カード関連事務の委任)",
        ),
    ],
)
def test_marks_what_a_reader_would(before: str, after: str):
    assert cells(plain(before), plain(after)) == (before, after)


def test_an_added_paragraph_is_marked_alone():
    old = "・ID/パスワードにより制限している。\n・秘密保持契約を本契約とは別途締結している。"
    new = old + "\n・証明書コンビニ交付システムに係る委託においては、本市の許可なく更新ができない。"
    assert cells(old, new) == (old, old + f"[{new[len(old) :]}]")


LIST = """<川口市における措置>
①入退室管理を行っている電算機室に設置したサーバに保管する。
②サーバへのアクセスにはパスワードの認証が必要である。
③バックアップ媒体は施錠できる保管庫に保管する。
<中間サーバ・プラットフォームにおける措置>
・中間サーバ・プラットフォームはデータセンターに設置している。"""


def test_an_inserted_item_does_not_repaint_the_items_after_it():
    new = LIST.replace("③", "③生体認証による入室管理を行う。\n④")
    before, after = cells(LIST, new)
    assert before == LIST.replace("③", "[③]").replace("<", "<")
    assert after == LIST.replace("③", "[③生体認証による入室管理を行う。\n④]")


def test_the_same_in_a_list_that_was_read_into_one_line():
    old = "1.自治体コード、2.個人履歴番号、3.世帯番号、4.異動日"
    new = "1.自治体コード、2.宛名番号、3.個人履歴番号、4.世帯番号、5.異動日"
    assert cells(old, new) == (
        "1.自治体コード、[2.]個人履歴番号、[3.]世帯番号、[4.]異動日",
        "1.自治体コード、[2.宛名番号、3.]個人履歴番号、[4.]世帯番号、[5.]異動日",
    )


def test_a_moved_paragraph_is_neither_deleted_nor_added():
    first, rest = (
        "①入退室管理を行っている電算機室に設置したサーバに保管する。\n",
        "②バックアップ媒体は保管庫に保管する。\n",
    )
    rest += "③サーバへのアクセスにはパスワードの認証が必要である。\n"
    before, after = mark(first + rest, rest + first)
    assert [(run.kind, run.text) for run in before] == [("move_from", first), ("same", rest)]
    assert [(run.kind, run.text) for run in after] == [("same", rest), ("move_to", first)]


def test_a_moved_and_edited_paragraph_shows_its_edit():
    moved = "・サーバへのアクセスにはパスワードの認証が必要である。\n"
    rest = "・入退室管理を行っている電算機室に設置したサーバに保管する。\n・バックアップ媒体は保管庫に保管する。\n"
    before, after = cells(moved + rest, rest + moved.replace("パスワード", "生体"))
    assert before == "<・サーバへのアクセスには>[パスワード]<の認証が必要である。\n>" + rest
    assert after == rest + "<・サーバへのアクセスには>[生体]<の認証が必要である。\n>"


def test_a_rewritten_sentence_is_not_shown_as_scraps():
    old = "ディスク交換やハード更改等の際は、保守・運用を行う事業者において、物理的破壊により完全に消去する。"
    new = "政府情報システムのためのセキュリティ評価制度に準拠したデータの暗号化消去を行う。"
    assert cells(old, new) == (f"[{old}]", f"[{new}]")


def test_line_breaks_alone_mark_only_line_breaks():
    before, after = mark("①保管する。\n②管理する。", "①保管する。②管理する。")
    assert [run.text for run in before if run.kind != "same"] == ["\n"]
    assert all(run.kind == "same" for run in after)


@pytest.mark.parametrize("wrapped", ["old", "new"])
def test_a_line_break_in_the_middle_of_a_sentence_hides_no_likeness(wrapped: str):
    flat = "住基ネットを通じて本人確認を行うために必要な情報として、住民票の記載等に係る4情報を記録する必要があるため。"
    broken = flat.replace("情報として", "情報\nとして")
    new = (broken if wrapped == "new" else flat).replace("4", "5")
    before, after = mark(broken if wrapped == "old" else flat, new)
    assert {run.text for run in (*before, *after) if run.kind != "same"} == {"4", "5", "\n"}


def test_spelling_is_marked_in_whole_words_or_not_at_all():
    old, new = "サーバ室のＩＤ及び第十九条、１，４５７名", "サーバー室のIDおよび第19条、1457名"
    assert cells(old, new)[0] == "[サーバ]室の[ＩＤ及び]第[十九]条、[１，４５７]名"
    assert cells(old, new, ignore_variants=True) == (old, new)


def test_among_ignored_spellings_a_real_change_is_marked():
    old, new = "サーバ室に保管し、3か月後に消去する。", "サーバー室に保管し、６ヶ月後に消去する。"
    assert cells(old, new, ignore_variants=True) == (
        "サーバ室に保管し、[3]か月後に消去する。",
        "サーバー室に保管し、[６]ヶ月後に消去する。",
    )


def test_one_text_can_tell_both():
    assert [(run.kind, run.text) for run in inline("第7号による。", "第8号による。")] == [
        ("same", "第"),
        ("del", "7"),
        ("ins", "8"),
        ("same", "号による。"),
    ]


def test_nothing_and_something():
    assert mark("", "") == ((), ())
    assert mark("", "新設") == ((), (Run("ins", "新設"),))
    assert mark("廃止", "") == ((Run("del", "廃止"),), ())
