"""A filing analysed: read whole where it is short, and put together from its ranges where it is long."""

import base64
import json
import time
import zlib
from collections.abc import Iterator
from functools import partial
from heapq import merge
from itertools import chain, islice
from typing import Any

import services.compute.reading.web_page
import services.compute.reading.word_document
import services.compute.reading.workbooks
import services.compute.recognition.formulas.grammar  # noqa: F401  (so that forked children find all of it loaded)
from services.compute.attempt import Attempt
from services.compute.cage import Say
from services.compute.companions import store_results
from services.compute.kept import pack
from services.compute.pipeline import Analysis, ReadDocument, analyse
from services.compute.reading.paged import ReadPage, join_pages, open_pages, read_pages
from services.compute.reading.ranges import load_pages, share_out
from services.compute.reading.reader import PAGED
from shared import jobs, ranges
from shared.database import reading, writing
from shared.parts import Parts
from shared.tables import Filing, ReportHead

_LONG_PARTS = ("facts", "indicators", "anomalies")
_ENTRIES_A_PIECE = 1000


def analyse_filing(attempt: Attempt) -> str:
    """Read and analyse a filing, or hand its pages out where they are many; the event that tells how it ended."""
    filing, config = attempt.filing, attempt.process.config
    answer = _Answer()

    def work(say: Say) -> None:
        if filing.media_type not in PAGED:
            answer.say_analysis(say, _analyse(attempt, say, None))
            return
        with open_pages(attempt.content, filing.media_type, attempt.password) as pages:
            shares = share_out(pages, config.scans_a_range, config.drawn_pages_a_range)
            if len(shares) > 1:
                say({"ranges": [(share.start + 1, share.stop) for share in shares]})
                return
            indices = range(pages.count)
            analysis = _analyse(
                attempt,
                say,
                lambda note: join_pages(filing.media_type, pages.count, read_pages(pages, indices, note)),
            )
            answer.say_analysis(say, analysis)

    attempt.caged(work, answer.hear)
    if "ranges" in answer.rest:
        with writing(attempt.process.engine) as session:
            handed_out = ranges.hand_out(session, attempt.claim, answer.rest["ranges"])
        return "job.handed_out" if handed_out else "job.let_go"
    return _store(attempt, answer)


def analyse_gathered(attempt: Attempt) -> str:
    """Analyse a filing of which ranges were read; the event that tells how it ended."""
    with reading(attempt.process.engine) as session:
        gathered = ranges.gather(session, attempt.claim.job_id)
    lost = [
        ReadPage(number, problem=why["slug"], params=why["params"]) for number, why in sorted(gathered.given_up.items())
    ]
    answer = _Answer()

    def pages() -> Iterator[ReadPage]:
        read = chain.from_iterable(
            load_pages(zlib.decompress(fragment).splitlines()) for fragment in gathered.fragments
        )
        return merge(read, lost, key=lambda page: page.number)

    def work(say: Say) -> None:
        join = partial(join_pages, attempt.filing.media_type, gathered.pages, pages())
        answer.say_analysis(say, _analyse(attempt, say, lambda _: join()))

    attempt.caged(work, answer.hear)
    answer.rest["rest"]["timings"]["reading"] += round(gathered.seconds, 4)
    return _store(attempt, answer)


def _analyse(attempt: Attempt, say: Say, read_document: ReadDocument | None) -> Analysis:
    def progress(*news: Any) -> None:
        if news[0] != "reading" or not attempt.claim.gathered:  # its pages are counted already
            say({"progress": news})

    return analyse(attempt.content, attempt.filing.filename, attempt.process.policy, progress, read_document)


class _Packed:
    """A long part of a report, packed in pieces: there may be a million entries of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (entry for piece in self.pieces for entry in json.loads(zlib.decompress(base64.b64decode(piece))))

    @staticmethod
    def piece(entries: list[dict[str, Any]]) -> str:
        """Entries as one piece."""
        return base64.b64encode(zlib.compress(json.dumps(entries).encode(), 1)).decode()


class _Answer:
    """An analysis on its way out of the cage: long parts in pieces, the rest in one."""

    def __init__(self) -> None:
        self.parts = {part: _Packed() for part in _LONG_PARTS}
        self.rest: dict[str, Any] = {}

    @staticmethod
    def say_analysis(say: Say, analysis: Analysis) -> None:
        """In the cage: tell what came out."""
        analysis.report["kept"] = base64.b64encode(pack(analysis.statement)).decode()
        for part in _LONG_PARTS:
            entries = analysis.report.pop(part)
            entries = entries.plain() if isinstance(entries, Parts) else iter(entries)
            while some := list(islice(entries, _ENTRIES_A_PIECE)):
                say({"part": part, "piece": _Packed.piece(some)})
        say({"rest": analysis.report, "grids": analysis.grids})

    def hear(self, message: dict[str, Any]) -> None:
        """Outside: put it together again."""
        if "part" in message:
            self.parts[message["part"]].pieces.append(message["piece"])
        else:
            self.rest.update(message)


def _store(attempt: Attempt, answer: _Answer) -> str:
    attempt.course.note("storing", 0, 1)
    with writing(attempt.process.engine) as session:
        if not jobs.succeed(session, attempt.claim):
            return "job.let_go"
        begun = time.perf_counter()
        filing = session.get_one(Filing, attempt.claim.filing_id)
        store_results(session, filing, answer.parts | answer.rest["rest"], answer.rest["grids"])
        head = session.get_one(ReportHead, filing.id)
        head.timings = head.timings | {"storing": round(time.perf_counter() - begun, 4)}
    return "job.succeeded"
