"""LibreOffice as a person at a desk: opens a Word file, edits it, saves it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = os.environ.get("LIBREOFFICE") or shutil.which("soffice")
needs_office = pytest.mark.skipif(
    not OFFICE, reason="no LibreOffice: Word files were NOT opened"
)
# Writer and Calc come apart; a folder of programs has the library of each.
needs_calc = pytest.mark.skipif(
    not OFFICE or not (Path(OFFICE).resolve().parent / "libsclo.so").exists(),
    reason="no LibreOffice Calc: spreadsheets were NOT opened",
)
WORD, WRITER, TEXT = "MS Word 2007 XML", "writer8", "Text (encoded)"
SECONDS = 120

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Writer/WordCount">
<prop oor:name="AdditionalSeparators" oor:op="fuse"><value></value></prop></item>
</oor:items>"""
SCRIPT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library"
 library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""
MACRO = """
Sub Main
  On Error GoTo Finish
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim doc, found, cursor, d
  doc = StarDesktop.loadComponentFromURL(ConvertToURL("{source}"), "_blank", 0, hidden())
  {edits}
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "{filter}"
  doc.storeToURL(ConvertToURL("{target}"), saving())
  Dim out : out = FreeFile
  Open "{count}" For Output As #out
  Print #out, doc.WordCount
  Close #out
  doc.close(True)
Finish:
  StarDesktop.terminate()
End Sub
"""


class Office:
    """One profile for all that is asked of it: making one takes seconds."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.basic = folder / "profile/user/basic/Standard"
        self.basic.mkdir(parents=True)
        (folder / "profile/user/registrymodifications.xcu").write_text(SETTINGS)
        (self.basic / "script.xlb").write_text(LIBRARY)
        (self.basic.parent / "script.xlc").write_text(LIBRARIES)

    def edit(self, raw: bytes, *edits: str, to: str = WORD) -> bytes:
        return self._run(raw, edits, to)[0]

    def count(self, raw: bytes) -> int:
        return self._run(raw, [], WRITER)[1]

    def _run(self, raw, edits, to) -> tuple[bytes, int]:
        """Tried twice: with a new profile it may start anew, without the macro."""
        try:
            return self._run_once(raw, edits, to)
        except FileNotFoundError:
            return self._run_once(raw, edits, to)

    def _run_once(self, raw, edits, to) -> tuple[bytes, int]:
        source, target = self.folder / "source.docx", self.folder / "target"
        count = self.folder / "count"
        source.write_bytes(raw)
        for old in (target, count):
            old.unlink(missing_ok=True)
        code = MACRO.format(
            source=source, target=target, filter=to, count=count, edits="\n".join(edits)
        )
        escaped = code.replace("&", "&amp;").replace("<", "&lt;")
        (self.basic / "Module1.xba").write_text(SCRIPT.format(code=escaped))
        subprocess.run(
            [
                *(OFFICE, f"-env:UserInstallation=file://{self.folder}/profile"),
                *("--headless", "--norestore", "--nologo"),
                "macro:///Standard.Module1.Main",
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "HOME": str(self.folder)},
        )
        return target.read_bytes(), int(count.read_text())


# What a person does, in Basic

TRACKING = "doc.RecordChanges = True"


def replace(old: str, new: str) -> str:
    return f"""
  d = doc.createReplaceDescriptor()
  d.SearchString = "{old}" : d.ReplaceString = "{new}"
  doc.replaceAll(d)"""


def find(words: str) -> str:
    return f"""
  d = doc.createSearchDescriptor()
  d.SearchString = "{words}"
  found = doc.findFirst(d)
  cursor = found.Text.createTextCursorByRange(found.End)"""


def add_behind(words: str, new: str) -> str:
    return f"""{find(words)}
  cursor.gotoEndOfParagraph(False)
  found.Text.insertControlCharacter(cursor, 0, False)
  found.Text.insertString(cursor, "{new}", False)"""


def take_out(words: str) -> str:
    return f"""{find(words)}
  cursor.gotoStartOfParagraph(False)
  cursor.gotoNextParagraph(True)
  cursor.String = "" """
