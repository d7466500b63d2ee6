"""The processes that lay out parts: killed, cancelled, out of memory, or fed with rubbish, nothing is left broken."""

import os
import signal
from pathlib import Path

import pytest

from assessments.rendering import pdf
from assessments.rendering.press import forks, run
from assessments.rendering.press.artifact import CannotBeJoined
from assessments.rendering.press.keep import Keep
from assessments.rendering.press.packing import Unreadable, pack, unpack
from assessments.rendering.press.run import Job, PartFailed, Press
from tests.assessments.rendering.documents import filled

PAGE = '<html lang="ja"><head><title>試し</title></head><body><p>{}</p></body></html>'


@pytest.fixture
def press():
    one = Press(processes=2)
    yield one
    one._kill()


def jobs(count: int, text: str = "本文") -> list[Job]:
    return [Job(PAGE.format(text * (n + 1)), f"p{n}", False) for n in range(count)]


def test_parts_come_back_in_their_order(press):
    told = []
    parts = [unpack(pieces[0][1]) for pieces in press.lay_out(jobs(5), told.append)]
    assert told == [1, 2, 3, 4, 5]
    assert [part.pages for part in parts] == [1] * 5


def test_an_order_that_follows_at_once_is_seen(press):
    press.lay_out([])  # nothing is answered to it, so both orders are in the pipe before the first is read
    assert len(press.lay_out(jobs(2))) == 2


def test_a_killed_press_is_started_again(press):
    press.lay_out(jobs(1))
    os.killpg(press._process.pid, signal.SIGKILL)
    press._process.wait()
    assert len(press.lay_out(jobs(2))) == 2


def test_a_press_that_is_killed_at_work_is_an_error_and_the_next_order_is_served(press):
    def kill(done):
        os.killpg(press._process.pid, signal.SIGKILL)

    with pytest.raises(PartFailed):
        press.lay_out(jobs(4), kill)
    assert len(press.lay_out(jobs(1))) == 1


def test_cancelling_ends_all_processes(press):
    class Stop(Exception):
        pass

    def stop(done):
        raise Stop

    with pytest.raises(Stop):
        press.lay_out(jobs(4, "長い本文。" * 2000), stop)
    assert press._process is None


def test_too_little_memory_ends_the_part_and_not_the_press(press):
    press.memory = 64 * 1024 * 1024
    with pytest.raises((MemoryError, PartFailed)):
        press.lay_out(jobs(1, "<p>本文</p>" * 20_000))
    press.memory = 0
    assert len(press.lay_out(jobs(1))) == 1


@pytest.mark.parametrize("error", [CannotBeJoined("a strange font"), OSError("no font"), MemoryError()])
def test_whatever_fails_at_the_bound_failed_for_want_of_memory(error):
    """Else a document too large would be laid out as a whole, without any bound."""
    bound = forks._size()
    assert forks._what_failed(error, CannotBeJoined, bound) == forks.NO_MEMORY
    if not isinstance(error, MemoryError):
        assert forks._what_failed(error, CannotBeJoined, 2 * bound)[:1] in (forks.NOT_JOINABLE, forks.FAILED)


def test_work_leaves_nothing_on_the_disk(press):
    press.lay_out(jobs(1))
    folder = Path(press._folder.name)
    before = sorted(path.name for path in folder.rglob("*"))
    orders = [Job(job.html, f"{job.name}{draft}", draft) for draft in (False, True) for job in jobs(4)]
    press.lay_out(orders)
    assert sorted(path.name for path in folder.rglob("*")) == before, "a fork has read the fonts again"
    press._kill()
    assert not folder.exists()


def test_where_no_process_can_be_started_the_work_is_done_here(press, monkeypatch):
    def refused(*args, **options):
        raise OSError("no more processes")

    monkeypatch.setattr(run.subprocess, "Popen", refused)
    assert [unpack(pieces[0][1]).pages for pieces in press.lay_out(jobs(2))] == [1, 1]


def test_what_cannot_be_joined_is_laid_out_as_a_whole(monkeypatch, tmp_path):
    linked = Job(
        '<html lang="ja"><head><title>x</title></head><body><a href="https://example.jp">link</a></body></html>',
        "x",
        False,
    )
    with pytest.raises(CannotBeJoined):
        pdf.press().lay_out([linked])

    def refuse(*args, **options):
        raise CannotBeJoined("for the test")

    monkeypatch.setattr(pdf, "link", refuse)
    snapshot = filled("kiso", changes=1)
    assert pdf.render_pdf(snapshot).data == pdf.render_whole(snapshot).data


def test_packed_parts_are_whole_or_unreadable(press):
    data = press.lay_out(jobs(1))[0][0][1]
    assert pack(unpack(data)) == data
    for broken in (b"", data[:-1], data[:30], b"XXXX" + data[4:], data[:50] + b"?" + data[51:]):
        with pytest.raises(Unreadable):
            unpack(broken)


def test_a_broken_kept_part_is_laid_out_again(monkeypatch, tmp_path):
    keep = Keep(tmp_path)
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: keep)
    snapshot = filled("kiso", changes=1)
    first = pdf.render_pdf(snapshot)
    for path in list(tmp_path.iterdir())[:2]:
        path.write_bytes(b"half a fi")
    assert pdf.render_pdf(snapshot).data == first.data


def test_the_folder_of_parts_stays_within_its_size(tmp_path):
    keep = Keep(tmp_path / "parts", most=250)
    for number in range(5):
        keep.put(f"k{number}", b"x" * 100)
        os.utime(tmp_path / "parts" / f"k{number}", (number + 10**9,) * 2)
    os.utime(tmp_path / "parts" / "k4")
    os.utime(tmp_path / "parts" / "k1")
    keep.tidy()
    assert keep.get("k4") and keep.get("k1") and not keep.get("k0") and not keep.get("k3")
    assert Keep(tmp_path / "nowhere" / "else").get("k") is None
