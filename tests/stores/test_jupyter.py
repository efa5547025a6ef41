"""What the common suite cannot say of Jupyter: partial permissions, odd folders, look-alikes; and files of text as records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.readers._held import records
from nightlatch.stores import Page, Reading
from nightlatch.stores import _jupyter_about as about
from nightlatch.stores._files import is_text
from nightlatch.stores.jupyter import FILE, guard
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values

POLICY = "frame-ancestors 'self'; report-uri /api/security/csp-report"


def server(permissions: Any, *, writable: bool = True, items: Callable[[str], list[Any]] = lambda path: []) -> Any:
    """Jupyter Server 2 as documented, with these permissions."""

    def answer(asked: Asked) -> Answer:
        headers = (("content-security-policy", POLICY),)
        if asked.path == "/api":
            return Answer(body={"version": "2.14.0"}, headers=headers)
        if asked.path == "/api/me":
            me = {"identity": {"username": "x"}, "permissions": permissions}
            return Answer(body=me, headers=headers) if permissions is not None else Answer(status=403)
        path = asked.path.removeprefix("/api/contents").strip("/")
        return Answer(body={"type": "directory", "writable": writable, "content": items(path)}, headers=headers)

    return answer


def asked(**more: list[str]) -> dict[str, list[str]]:
    return {"contents": [], "kernels": [], "sessions": [], "terminals": [], **more}


@pytest.mark.parametrize(("permissions", "told"), [
    (asked(contents=["read"]), "C=no R=all U=no D=no A=no"),
    (asked(contents=["write"]), "C=all R=no U=all D=all A=no"),
    (asked(kernels=["execute", "write"]), "C=no R=no U=no D=no A=all"),
    (asked(kernels=["execute"], sessions=["write"]), "C=no R=no U=no D=no A=all"),
    (asked(kernels=["execute"]), "C=no R=no U=no D=no A=?"),
    (asked(terminals=["write", "execute"]), "C=no R=no U=no D=no A=?"),
    (asked(kernels=["write"]), "C=no R=no U=no D=no A=no"),
    ({"contents": ["read"]}, "C=? R=? U=? D=? A=?"),
    ([], "C=? R=? U=? D=? A=?"),
    (None, "C=no R=no U=no D=no A=no"),
])  # fmt: skip
def test_permissions_are_rights(permissions: Any, told: str) -> None:
    """Programs are run by who may start kernels and speak to them; an answer without what was asked tells nothing."""
    with Web(server(permissions)) as web, session("jupyter", web.port) as found:
        assert short(found.access()) == told


def test_a_folder_that_the_server_may_not_write_leaves_writing_unknown() -> None:
    """The permission is there, the folder's own is not."""
    with Web(server(asked(contents=["read", "write"]), writable=False)) as web, session("jupyter", web.port) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=no"


def test_folders_that_hold_each_other_come_to_an_end() -> None:
    """A folder lists what lies in it; what claims to lie elsewhere is not followed, nor is what never ends."""

    def items(path: str) -> list[Any]:
        inside = f"{path}/a" if path else "a"
        return [
            {"name": "a", "path": inside, "type": "directory"}, {"name": "b", "path": "", "type": "directory"},
            {"name": "c", "path": "../c", "type": "directory"}, {"name": "d.txt", "path": f"{inside}.txt", "type": "file"},
        ]  # fmt: skip

    with Web(server(asked(contents=["read"]), items=items)) as web, session("jupyter", web.port) as found:
        names = [one.name for one in found.containers()]
        assert names[:2] == ["a.txt", "a/a.txt"] and len(names) < 12


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(server(None)) as web,
        session("jupyter", web.port, login=Login(user="", password="no")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def test_a_file_is_read_as_text_and_nothing_else() -> None:
    """The guard refuses a notebook as a notebook, a folder as a file, and any body."""
    assert guard(FILE, {"type": "file", "format": "text", "content": "1"}, b"") is None
    for query in ({"type": "notebook", "format": "text"}, {"type": "file"}, {"type": "directory", "format": "text"}):
        assert guard(FILE, query, b"")
    assert guard("GET /api/contents/{folder}", {"type": "file"}, b"")
    assert guard("GET /api", {}, b"{}")


def page(body: Any, status: int = 200, path: str = "/api", **headers: str) -> Page:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Page(path=path, status=status, headers={key.replace("_", "-"): value for key, value in headers.items()}, body=content)  # fmt: skip


@pytest.mark.parametrize(("one", "told"), [
    (page({"version": "2.21.1"}, content_security_policy=POLICY), ("Jupyter Server", "2.21.1")),
    (page({"version": "6.4.12"}, server="TornadoServer/6.1"), ("Jupyter Notebook", "6.4.12")),
    (page({"version": "2.21.1"}), None), (page({"version": "2.1", "x": 1}, server="TornadoServer/6.1"), None),
    (page({"version": "\x1b[1m"}, server="TornadoServer/6.1"), None),
    (page({"version": "2.1"}, 403, server="TornadoServer/6.1"), None),
    (page({"version": "2.1"}, path="/", server="TornadoServer/6.1"), None),
])  # fmt: skip
def test_it_is_told_by_its_version_and_where_it_wants_complaints(one: Page, told: Any) -> None:
    """Many servers tell a version at /api: it takes Tornado or Jupyter's own policy as well."""
    found = about.seen(one)
    assert (found and (found.product, found.version)) == told


FILES = {
    "a.csv": (b"n;m\n007;x\n2;\n", {"n": ["007", "2"], "m": ["x"]}),
    "quoted.csv": (b'n,m\n1,"a\nb"\n', {"n": ["1"], "m": ["a\nb"]}),
    "ragged.csv": (b"n,m\n1,2\n1\n", {"n": ["1"], "m": ["2"], "line": ["1"]}),
    "twice.csv": (b"n,n\n1,2\n", {"n": ["1"], "n_2": ["2"]}),
    "a.tsv": (b"n\tm\n1\t2", {"n": ["1"], "m": ["2"]}),
    "a.jsonl": (b'{"n":1}\n\n{"n":2}', {"n": [1, 2]}),
    "a.json": (b' [{"n":1},{"n":2}]', {"n": [1, 2]}),
    "one.json": (b'{"n":{"m":1}}', {"n.m": [1]}),
    "broken.json": (b'{"n":', {"line": ['{"n":']}),
    "a.ipynb": (b'{"cells":[]}', {}),
    "a.txt": (b"x\r\n\ny", {"line": ["x", "y"]}),
    "empty.csv": (b"", {}),
    "bytes.csv": (b"n\n\xff\xfe\n", {"column1": ["n", "ÿþ"]}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_text_becomes_records(name: str) -> None:
    """Rows by the names of their columns and as text, objects by their fields, else lines."""
    content, told = FILES[name]
    assert is_text(name) and not is_text(f"{name}.png")
    assert values(records(name, content, 1000)) == told


@given(
    st.sampled_from(sorted(FILES)), st.binary(max_size=300) | st.text("a,;\t\n\"'{}[]:1\r", max_size=80).map(str.encode)
)
@settings(max_examples=300, deadline=None)
def test_no_file_breaks_the_reader(name: str, content: bytes) -> None:
    """Whatever is in it, it becomes records or lines, and every column fits its batch."""
    for batch in records(name, content, 5):
        assert batch.records >= 0
        for column in batch.columns:
            assert (
                len(column.array) == len(column.rows) if column.rows is not None else len(column.array) <= batch.records
            )


def test_a_sample_of_a_file_is_as_long_as_was_asked_for() -> None:
    """No more records, and no more bytes."""
    content = "\n".join(str(n) for n in range(1000))

    def answer(asked: Asked) -> Answer:
        if "type=file" in asked.target:
            return Answer(body={"content": content, "format": "text", "type": "file"})
        items = [{"name": "a.txt", "path": "a.txt", "type": "file", "size": len(content)}]
        return server({"contents": ["read"], "kernels": [], "sessions": [], "terminals": []}, items=lambda path: items)(
            asked
        )  # type: ignore[no-any-return]

    with Web(answer) as web, session("jupyter", web.port) as found:
        (container,) = found.containers()
        assert len(values(found.read(container, Reading(records=10)))["line"]) == 10
        assert len(values(found.read(container, Reading(bytes=20)))["line"]) == 10
