"""Archives of filings: each member a filing, nothing else let through."""

import zipfile
from io import BytesIO

import pytest

from services.compute.reading import UnreadableFiling
from services.compute.reading.archive import clean_name, members
from services.compute.reading.limits import MOST_MEMBERS
from tests.compute.reading.files import bomb, docx, zipped


def _refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFiling) as refused:
        list(members(content))
    return refused.value.problem


def test_members_are_files_that_people_put_there() -> None:
    content = zipped(
        {
            "2019/": b"",
            "2019/a.csv": b"a,b\n1,2\n",
            "b.docx": docx(""),
            "vacio.txt": b"",
            "__MACOSX/2019/._a.csv": b"x",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
            "~$b.docx": b"x",
            "dentro.zip": zipped({"c.txt": b"c"}),
        }
    )
    found = list(members(content))
    assert [member.name for member in found] == ["2019/a.csv", "b.docx", "vacio.txt", "dentro.zip/c.txt"]
    assert [member.problem for member in found] == [None, None, "empty-file", None]
    assert found[0].content == b"a,b\n1,2\n"


def test_a_member_that_cannot_be_had_leaves_the_others() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.txt", name.encode() * 3)
    content = bytearray(stream.getvalue())
    content[content.index(b"aaa")] = 0
    entry = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    content[entry + 8] |= 1  # the flag that b.txt is encrypted
    found = [(member.name, member.content, member.problem) for member in members(bytes(content))]
    assert found == [("a.txt", b"", "damaged-file"), ("b.txt", b"", "protected-file"), ("c.txt", b"ccc", None)]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/a.csv", "abs/a.csv"),
        ("C:\\x\\a.csv", "x/a.csv"),
        ("a\x00\n.csv", "a.csv"),
        ("a/./b.csv", "a/b.csv"),
        ("..", ""),
    ],
)
def test_names_lead_nowhere(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_an_archive_in_an_archive_without_end_is_refused() -> None:
    content = zipped({"a.txt": b"a"})
    for _ in range(5):
        content = zipped({"a.zip": content})
    assert _refusal(content) == "nested-too-deep"


def test_limits_on_count_and_size() -> None:
    assert _refusal(zipped({f"{number}.txt": b"x" for number in range(MOST_MEMBERS + 1)})) == "too-many-members"
    assert _refusal(bomb(64 << 20)) == "packed-too-tightly"
    assert _refusal(zipped({"a.zip": bomb(64 << 20)})) == "packed-too-tightly"
    assert _refusal(zipped({"a.txt": b"a"})[:-10]) == "damaged-file"
