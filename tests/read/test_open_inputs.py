"""Every kind of input, and every kind of bad input: what is delivered, what is skipped, and what a person is told."""

from __future__ import annotations

import errno
import http.server
import io
import json
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasewire.config import Config
from ceasewire.errors import InputError, UsageError
from ceasewire.read import Page, open_inputs, url

SAID = "The Coast Front said on Monday that its fighters would leave Port Alma."
HTML = f"""<!DOCTYPE html><html><head><title>Fighters to leave | Verin Herald</title>
<meta property="article:published_time" content="2021-06-01T14:00:00+02:00"><meta property="og:title" content="Fighters to leave">
<meta property="og:site_name" content="Verin Herald"><link rel="canonical" href="https://herald.example/2021/06/01/leave"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Fighters to leave</h1>
<p>{SAID} They have held the town since March, and thousands of people had to leave it.</p>
<p>The government in Verin answered that it would wait and see what the group does, an official told reporters.</p>
</article><footer>© 2021 Verin Herald</footer></body></html>"""


LINKED = '{"@type": "NewsArticle", "datePublished": "2020-05-04T10:00:00Z"}'
TAGS = ["<p>", "</p>", "<div", ">", "<!--", "-->", "<script>", "&", "&#0;", SAID, "<html>", "\x00", "<meta name=date content=", "é"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def pages(*inputs: str, **options: str) -> list[Page]:
    found = list(open_inputs(inputs, config=Config(), **options))
    assert all(isinstance(p, Page) for p in found), found
    return [p for p in found if isinstance(p, Page)]


def faults(*inputs: str) -> list[str]:
    found = list(open_inputs(inputs))
    assert all(isinstance(p, InputError) for p in found), found
    return [str(p) for p in found]


# ---- text


def test_a_text_file_keeps_every_character_and_takes_its_date_from_the_header_line() -> None:
    (page,) = pages(write("a.txt", f"\ufeff \r\n date 2021-06-01 \r\n\r\n{SAID}\r\n"))
    assert page.text == f" \n date 2021-06-01 \n\n{SAID}\n"
    assert (page.id, page.where, page.kind, page.published) == ("a.txt", "a.txt", "text", "2021-06-01")


def test_the_id_is_the_path_as_given() -> None:
    write("sub/a.txt", SAID)
    assert [p.id for p in pages("./sub/a.txt", str(Path("sub/a.txt").resolve()))] == ["./sub/a.txt", str(Path("sub/a.txt").resolve())]


def test_raw_sha256_is_of_the_bytes() -> None:
    import hashlib

    raw = f"\ufeff{SAID}\r\n".encode()
    assert pages(write("a.txt", raw))[0].raw_sha256 == hashlib.sha256(raw).hexdigest()


def test_western_and_utf16_files_are_read_and_said_to_be() -> None:
    text = SAID + " “We will wait,” said the café’s owner."
    write("w.txt", text.encode("cp1252"))
    write("u.txt", text.encode("utf-16"))
    assert [(p.text, p.encoding) for p in pages("w.txt", "u.txt")] == [(text, "windows-1252"), (text, "utf-16")]


def test_a_broken_utf8_file_is_refused_with_byte_and_line() -> None:
    (fault,) = faults(write("a.txt", f"{SAID}\n“Wait".encode() + b"\xe2\x80"))
    assert fault.startswith(f"a.txt: is not UTF-8: byte 0xe2 at byte {len(SAID) + 8}, line 2") and "iconv" in fault


def test_a_broken_date_in_the_header_line_is_told() -> None:
    (fault,) = faults(write("a.txt", f"date 2021-13-45\n{SAID}"))
    assert fault == (
        "a.txt: header line: date '2021-13-45' is not a day of the calendar. "
        "Allowed: 2021-06-01, 2021-06-01T14:00, 2021-06-01T14:00+02:00, June 1, 2021 or 1 June 2021."
    )


def test_empty_blank_and_wordless_files() -> None:
    write("a.txt", b"")
    write("b.txt", " \n\t\n ")
    write("c.txt", "123 -- 456")
    assert faults("a.txt", "b.txt", "c.txt") == [
        "a.txt: empty, nothing to read", "b.txt: the text is empty", "c.txt: the text has no letters",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdftotext"),
        ("a.txt", b"%PDF-1.7 ...", "pdftotext"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "Word document (DOCX)"),
        ("a", b"PK\x03\x04....word/document.xml", "Word document (DOCX)"),
        ("a.odt", b"PK\x03\x04....", "OpenDocument"),
        ("a.xlsx", b"PK\x03\x04....", "column named text"),
        ("a.zip", b"PK\x03\x04....", "zip archive"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 500\r\n\r\nHTTP", "web archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0....", "old Office"),
        ("a.rtf", b"{\\rtf1 ...", "RTF"),
        ("a.txt.gz", b"\x1f\x8b\x08....", "gunzip"),
        ("a.png", b"\x89PNG....", "picture"),
        ("a.bin", b"abc\x00def", "zero byte at byte 3"),
        ("a.dat", bytes(range(1, 32)) * 40, "control characters"),
    ],
)
def test_what_is_no_text_gets_a_polite_no_that_says_what_to_do(name: str, content: bytes, told: str) -> None:
    (fault,) = faults(write(name, content))
    assert fault.startswith(f"{name}: is ") and told in fault


def test_not_english_is_refused_by_name() -> None:
    write("f.txt", "Les forces armées ont annoncé que le cessez-le-feu est entré en vigueur dans la nuit de lundi.")
    assert faults("f.txt") == ["f.txt: the text looks like French; only English is read"]


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    write("a.txt", SAID * 20)
    (fault,) = list(open_inputs(["a.txt"], config=Config(max_chars=1000)))
    assert str(fault) == "a.txt: the text has 1,420 characters, more than one article (1,000); split it"


def test_a_line_of_fifty_megabytes_in_bounded_memory() -> None:
    size = 50_000_000
    with open("big.txt", "wb") as file:
        file.write(b"word " * (size // 5))
    with open("big.jsonl", "wb") as file:
        file.write(json.dumps({"id": "a", "text": SAID}).encode() + b'\n{"text": "' + b"x" * size + b'"}\n')
        file.write(json.dumps({"id": "b", "text": SAID}).encode())
    with open("big.csv", "wb") as file:
        file.write(b"id,text\na,%s\nbig," % SAID.encode() + b"x" * size + b"\nb,%s\n" % SAID.encode())
    tracemalloc.start()
    found = list(open_inputs(["big.txt", "big.jsonl", "big.csv"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.id if isinstance(p, Page) else p.where for p in found] == ["big.txt", "a", "big.jsonl:2", "b", "a", "big.csv:3", "b"]
    assert "50,000,000 bytes are too long for one article of at most 1,000,000 characters" in str(found[0])
    assert "a line of 50,000,012 bytes" in str(found[2])
    assert peak < 40_000_000


# ---- JSONL and JSON


def test_jsonl_rows() -> None:
    about = {"title": "T", "url": "u", "publisher": "P", "dateline": "V"}
    row = {"id": 7, "text": f" {SAID}\r\n", "published": "2021-06-01T14:00:00Z", **about, "x": 1}
    (first, second) = pages(write("a.jsonl", json.dumps(row) + "\r\n\r\n" + json.dumps({"text": SAID}) + "\n"))
    assert first.text == f" {SAID}\r\n"  # code point for code point
    assert (first.id, first.published) == ("7", "2021-06-01T14:00")
    assert {name: getattr(first, name) for name in about} == about
    assert (second.id, second.where, second.published) == ("a.jsonl:3", "a.jsonl:3", None)


def test_the_same_id_twice_is_two_articles() -> None:
    row = json.dumps({"id": "a", "text": SAID})
    assert [p.id for p in pages(write("a.jsonl", f"{row}\n{row}\n"))] == ["a", "a"]


def test_a_line_separator_inside_a_string_is_no_new_line() -> None:
    (page,) = pages(write("a.jsonl", json.dumps({"text": f"{SAID}\u2028{SAID}\x85"}, ensure_ascii=False)))
    assert "\u2028" in page.text


BAD_LINES = {
    b'{"text": }': 'is not JSON: expecting value at character 9, near \'{"text": }\'',
    b"{bad}": "is not JSON: expecting property name enclosed in double quotes at character 1, near '{bad}'",
    b'{"text": "a"': "is not JSON: expecting ',' delimiter",
    b"[1]": "found a JSON list where a line should hold one object",
    b"12": "found a number where an object such as",
    b'{"id": 1, "body": "x"}': "has no \"text\"; keys found: 'id', 'body'",
    b"{}": 'has no "text"; keys found: none',
    b'{"text": null}': '"text" is null, a string is needed',
    b'{"text": 5}': '"text" is a number, a string is needed',
    b'{"text": ["a"]}': '"text" is a list, a string is needed',
    b'{"text": ""}': "the text is empty",
    b'{"id": {}, "text": "a"}': '"id" is an object, a string is needed',
    b'{"text": "Talks began \\ud83d here"}': "text has half a surrogate pair (\\ud83d) at character 12",
    b'{"title": "\\udc00", "text": "Talks began"}': "title has half a surrogate pair",
    b'{"text": "Talks \xff began"}': "is not UTF-8: byte 0xff at byte 16, line 1",
    b'{"text": "Talks began", "published": "soon"}': "published: date 'soon' is not a day of the calendar. Allowed: 2021-06-01",
    b'{"text": "Talks began", "published": "01/06/2021"}': "published: date '01/06/2021' can be read in two ways",
    b"[" * 100_000: "found a JSON list",
    b'{"text":' + b"[" * 100_000: "JSON that is nested too deeply",
}


@pytest.mark.parametrize(("line", "told"), BAD_LINES.items(), ids=[k[:30].decode("latin-1") for k in BAD_LINES])
def test_a_bad_line_is_skipped_with_file_line_and_reason_and_the_rest_goes_on(line: bytes, told: str) -> None:
    good = json.dumps({"id": "good", "text": SAID}).encode()
    write("a.jsonl", good + b"\n" + line + b"\n" + good + b"\n")
    before, fault, after = list(open_inputs(["a.jsonl"]))
    assert isinstance(before, Page) and isinstance(after, Page)
    assert isinstance(fault, InputError) and fault.where == "a.jsonl:2" and fault.reason.startswith(told), str(fault)


def test_json_files_hold_a_list_one_object_or_lines() -> None:
    write("list.json", json.dumps([{"id": "a", "text": SAID}, {"id": "b"}, 3], indent=1))
    found = list(open_inputs(["list.json"]))
    assert [p.id if isinstance(p, Page) else str(p) for p in found] == [
        "a", "list.json[2]: has no \"text\"; keys found: 'id'",
        "list.json[3]: found a number where an object such as {\"id\": …, \"text\": …} is needed",
    ]  # fmt: skip
    write("one.json", json.dumps({"id": "a", "text": SAID}, indent=1))
    write("short.json", json.dumps({"id": "b", "text": SAID}))
    write("lines.json", "\n".join(json.dumps({"id": i, "text": SAID}) for i in "cd"))
    assert [p.id for p in pages("one.json", "short.json", "lines.json")] == ["a", "b", "c", "d"]
    assert "is not JSON" in faults(write("bad.json", '[{"text": "a"},'))[0]


def test_utf16_jsonl() -> None:
    write("a.jsonl", ("\n".join(json.dumps({"id": i, "text": SAID + " “é”"}, ensure_ascii=False) for i in "ab")).encode("utf-16"))
    assert [p.id for p in pages("a.jsonl")] == ["a", "b"]


# ---- CSV


def test_csv_by_column_names_of_many_kinds() -> None:
    write("a.csv", f'id,date,headline,body,source\nx1,2021-06-01,T,"{SAID}\n""More,"" he said.",Herald\n,,,{SAID.replace(",", "")},\n')
    first, second = pages("a.csv")
    assert first.text == f'{SAID}\n"More," he said.'
    assert (first.id, first.published, first.title, first.publisher, first.where) == ("x1", "2021-06-01", "T", "Herald", "a.csv:2")
    assert (second.id, second.where) == ("a.csv:4", "a.csv:4")


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_csv_with_other_marks_between_the_cells(mark: str) -> None:
    write("a.csv", f"id{mark}text\na{mark}{SAID}\n")
    assert [(p.id, p.text) for p in pages("a.csv")] == [("a", SAID)]


def test_csv_from_excel() -> None:
    write("a.csv", f"\ufeffsep=;\nid;text\na;{SAID}\n")
    write("b.csv", f"id;text\nb;{SAID} – “it’s” café\n".encode("cp1252"))
    write("c.tsv", f"id\ttext\nc\t{SAID} “é”\n".encode("utf-16"))
    assert [p.id for p in pages("a.csv", "b.csv", "c.tsv")] == ["a", "b", "c"]


def test_csv_without_a_text_column_names_what_it_found() -> None:
    (fault,) = faults(write("a.csv", "id,Meldung\n1,x\n"))
    assert fault.startswith("a.csv: has no text column; columns found: 'id', 'meldung'; name one of them text")


def test_csv_rows_that_are_bad_are_skipped() -> None:
    write("a.csv", f"id,date,text\na,2021-06-01,{SAID}\nb,01/06/2021,{SAID}\nc\n\nd,,{SAID}\n")
    found = [p.id if isinstance(p, Page) else str(p) for p in open_inputs(["a.csv"])]
    assert found[0] == "a" and found[3] == "d"
    assert "a.csv:3: published: date '01/06/2021' can be read in two ways" in found[1]
    assert found[2] == "a.csv:4: has 1 cells, but the text is in column 3"


def test_csv_broken_utf8_in_one_row() -> None:
    write("a.csv", f"id,text\na,“{SAID}”\nb,".encode() + b"\xff\nc," + SAID.encode())
    found = [p.id if isinstance(p, Page) else str(p) for p in open_inputs(["a.csv"])]
    assert found[0] == "a" and found[1].startswith("a.csv:3: is not UTF-8") and found[2] == "c"


# ---- HTML


def test_html_text_and_what_the_page_says_of_itself() -> None:
    pytest.importorskip("trafilatura")
    (page,) = pages(write("a.html", HTML))
    assert page.text.startswith("Fighters to leave\n" + SAID) or page.text.startswith(SAID)
    assert "Home" not in page.text and "©" not in page.text
    assert (page.id, page.kind, page.title, page.publisher) == ("a.html", "html", "Fighters to leave", "Verin Herald")
    assert (page.published, page.url) == ("2021-06-01T14:00", "https://herald.example/2021/06/01/leave")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (f'<script type="application/ld+json">{{"@graph": [{LINKED}]}}</script>', "2020-05-04T10:00"),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="20200504">', "2020-05-04"),
        ('<meta itemprop="datePublished" content="May 4, 2020">', "2020-05-04"),
        ('<link rel="canonical" href="https://x.example/news/2020/05/04/talks.html">', "2020-05-04"),
        ('<meta name="date" content="04/05/2020">', None),
        ('<meta property="article:modified_time" content="2020-05-04">', None),
        ("", None),
    ],
)
def test_html_dates_are_those_that_the_page_states(head: str, published: str | None) -> None:
    pytest.importorskip("trafilatura")
    body = f"<p>{SAID} They have held the town since March 3, 2019, and thousands of people had to leave it.</p>" * 2
    (page,) = pages(write("a.html", f"<html><head>{head}</head><body><article>{body}</article></body></html>"))
    assert page.published == published


def test_html_soup() -> None:
    pytest.importorskip("trafilatura")
    write("a.html", f"<html><p><b><div>{SAID}<td><p>{SAID[:40]} &nbsp &amp &#x41; <![CDATA[ <script>x</p>")
    write("b.html", "<html><body></body></html>")
    write("c.html", "<!DOCTYPE html><" + "<div>" * 3000)
    found = list(open_inputs(["a.html", "b.html", "c.html"]))
    assert len(found) == 3
    assert isinstance(found[1], InputError) and found[1].reason.startswith("no article text found")


def test_html_in_another_encoding_and_under_another_name() -> None:
    pytest.importorskip("trafilatura")
    markup = HTML.replace("<title>", '<meta charset="windows-1251"><title>').replace("©", "").replace("wait and see", "“wait” and see")
    (page,) = pages(write("a.page", markup.encode("cp1251")))
    assert "“wait” and see" in page.text and page.kind == "html"


def test_html_without_trafilatura_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert faults(write("a.html", HTML)) == ["a.html: is a web page; to read those: pip install 'ceasewire[web]'"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(TAGS)))
def test_any_markup(parts: list[str]) -> None:
    pytest.importorskip("trafilatura")
    for found in open_inputs([write("a.html", "<html>" + " ".join(parts))]):
        assert isinstance(found, (Page, InputError))


# ---- folders, names, standard input


def test_a_folder_is_read_in_sorted_order_and_what_is_not_read_is_named() -> None:
    for name in ("in/b.txt", "in/a.txt", "in/sub/c.TXT", "in/.hidden", "in/.git/x.txt"):
        write(name, SAID)
    write("in/d.jsonl", json.dumps({"id": "row", "text": SAID}))
    write("in/e.pdf", b"%PDF-")
    write("in/f.md", SAID)
    found = [p.id if isinstance(p, Page) else str(p) for p in open_inputs(["in"])]
    assert [f for f in found if ": " not in f] == ["in/a.txt", "in/b.txt", "row", "in/sub/c.TXT"]
    assert found[3].startswith("in/e.pdf: PDF is not read; save it as plain text")
    assert found[4].startswith("in/f.md: kind '.md' is not read in a folder; read are .csv, .htm")


def test_a_folder_with_nothing_in_it_and_a_link_to_nothing() -> None:
    Path("empty").mkdir()
    assert faults("empty") == ["empty: a folder without files"]
    Path("empty/a.txt").symlink_to("nowhere")
    assert faults("empty") == ["empty/a.txt: is a link to nothing"]


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is acted out."""

    def refused(file: object, *args: object, **kw: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    write("a.txt", SAID)
    monkeypatch.setattr("builtins.open", refused)
    monkeypatch.setattr(Path, "open", refused)
    found = faults("a.txt")
    monkeypatch.undo()
    assert found == ["a.txt: cannot be opened: Permission denied"]


def test_a_name_that_is_nothing() -> None:
    assert faults("nosuch.txt", "", "ftp://x.example/a", "a\0b") == [
        "nosuch.txt: no such file or folder, and no address that begins with http:// or https://",
        "'': an empty name, and no address that begins with http:// or https://",
        "ftp://x.example/a: no such file or folder, and no address that begins with http:// or https://",
        "a\0b: no such file or folder, and no address that begins with http:// or https://",
    ]


def test_wrong_usage_is_an_error_at_once() -> None:
    with pytest.raises(UsageError, match="no input given"):
        open_inputs([])
    with pytest.raises(UsageError, match="--published: date '1/6/21' can be read in two ways"):
        open_inputs(["a.txt"], published="1/6/21")


@pytest.mark.parametrize(
    ("content", "kind", "id"),
    [
        (SAID, "text", "-"),
        (f"date 2021-06-01\n\n{SAID}", "text", "-"),
        (f'\n {{"id": "row", "text": "{SAID}"}}\n', "jsonl", "row"),
        (HTML, "html", "-"),
        (f"id,text\nrow,{SAID}", "csv", "row"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(content: str, kind: str, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == "html":
        pytest.importorskip("trafilatura")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (page,) = pages("-")
    assert (page.kind, page.id) == (kind, id)


def test_published_fills_in_where_the_source_has_no_date() -> None:
    write("a.txt", SAID)
    write("b.txt", f"date 2021-06-01\n{SAID}")
    a, b = pages("a.txt", "b.txt", published="2020-02-02")
    assert (a.published, a.fallback, b.published, b.fallback) == (None, "2020-02-02", "2021-06-01", "2020-02-02")


def test_pages_come_one_by_one() -> None:
    row = json.dumps({"text": SAID}) + "\n"
    write("a.jsonl", row * 3)
    write("b.jsonl", row)
    found = open_inputs(["a.jsonl", "b.jsonl"])
    next(found)
    Path("b.jsonl").unlink()
    assert [isinstance(p, Page) for p in found] == [True, True, False]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.csv", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    for found in open_inputs([write(name, data)]):
        assert isinstance(found, (Page, InputError))
        assert str(found)


# ---- addresses


class _Server(http.server.BaseHTTPRequestHandler):
    agents: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        if self.path == "/ftp":
            self.send_response(302)
            self.send_header("Location", "ftp://x.example/a")
            self.end_headers()
            return
        bodies = {
            "/page": ("text/html; charset=utf-8", HTML.encode()),
            "/text": ("text/plain", f"date 2021-06-01\n{SAID}".encode()),
            "/rows": ("application/x-ndjson", json.dumps({"id": "row", "text": SAID}).encode()),
            "/pdf": ("application/pdf", b"%PDF-1.7"),
            "/caf%C3%A9%20x": ("text/plain", SAID.encode()),
            "/big": ("text/plain", b"word " * 1_000_000),
        }
        kind, body = bodies.get(self.path, (None, b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body) + (100 if self.path == "/short" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_addresses(server: str) -> None:
    pytest.importorskip("trafilatura")
    page, moved, text, rows, named = pages(f"{server}/page", f"{server}/moved", f"{server}/text", f"{server}/rows", f"{server}/café x")
    assert (page.id, page.url, page.kind, page.published) == (f"{server}/page", f"{server}/page", "html", "2021-06-01T14:00")
    assert moved.text == page.text
    assert (text.id, text.url, text.published) == (f"{server}/text", f"{server}/text", "2021-06-01")
    assert rows.id == "row" and named.text == SAID
    assert set(_Server.agents) == {url.AGENT}


def test_addresses_that_fail(server: str) -> None:
    pdf, missing, ftp, big = faults(f"{server}/pdf", f"{server}/none", f"{server}/ftp", f"{server}/big")
    assert "pdftotext" in pdf
    assert missing == f"{server}/none: the server answered 404 Not Found"
    assert "only http and https are followed" in ftp
    assert "5,000,000 bytes are too long" in big


def test_an_address_where_nobody_answers() -> None:
    (fault,) = faults("http://127.0.0.1:9/page")
    assert fault.startswith("http://127.0.0.1:9/page: cannot be fetched: ") and "is the network there?" in fault
