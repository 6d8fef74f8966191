"""The encoding that a page of HTML or an XML document says that it is in."""

import codecs
import re

from warehouse.errors import ExportError

_XML = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)""")
_HTML = re.compile(rb"""<meta[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What is meant where a smaller encoding is named, as browsers take it; who can read that is not in UTF-16.
_MEANT = {"euc_kr": "cp949", "iso8859-1": "windows-1252", "shift_jis": "shift-jis", "utf-16": "utf-8"}


def said_encoding(head: bytes) -> str | None:
    """By a byte order mark, an XML declaration or a meta element.

    Raises ExportError for one that is not known.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    said = _XML.search(head) or _HTML.search(head)
    if said is None:
        return None
    name = said[1].decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
        "".encode(known)
    except LookupError:
        raise ExportError(
            f"The file says that it is in '{name}', which is not known.",
            "Set the source's 'encoding' to what it is in.",
        ) from None
    return _MEANT.get(known, known)
