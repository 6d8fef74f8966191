"""XML with an element for each row, and XES event logs."""

import pytest

from tests.ingest.sources import load_one
from tests.project import Project

XML = 'format = "xml"\nrow = "call"'
CALL = """
<c:call id="{key}" xsi:type="x">
  <c:customer no="k1"><c:name>김 <b>철수</b></c:name></c:customer>
  <started>2026-01-05 10:00:00</started>
  <team>대출 &amp; <![CDATA[<카드>]]></team><channel>phone</channel><wait>{wait}</wait>
  <note>first</note><note>second</note><empty/>
  <result>resolved</result>
</c:call>
"""
SELECT = """
SELECT origin, id AS contact_id, "customer.no" AS customer_id, started AS occurred_at,
    team || ' ' || "customer.name" || "customer.name.b" || note || note_2 || coalesce("empty", '.')
        AS department,
    channel, wait AS wait_seconds, result AS outcome
FROM export
"""


def document(*calls: str, encoding: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<c:calls xmlns:c="http://example.com/c"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(calls)}</c:calls>'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "utf-16"])
def test_attributes_and_nested_elements_are_columns_by_their_path(project: Project, encoding: str) -> None:
    project.write("calls.sql", SELECT)
    text = document(CALL.format(key="a", wait=5), CALL.format(key="b", wait=-5), encoding=encoding)
    report = load_one(project, XML, "x.xml", text.encode("cp949" if encoding == "euc-kr" else encoding))
    assert (report.read, report.accepted) == (2, 1), report
    assert project.query("SELECT contact_id, customer_id, department FROM contacts") == [
        ("a", "k1", "대출 & <카드> 김철수firstsecond.")
    ]
    assert project.query("SELECT line FROM rejected_rows") == [(11,)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (document("<talk/>"), "no element 'call' with anything in it. Mend the source's 'row'. The file has"),
        (document(CALL.format(key="a", wait=5))[:-20], "not readable XML: no element found in line 9"),
        (
            '<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l><call>&b;</call></l>',
            "an entity of its own, 'a'",
        ),
        (
            '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l><call>&a;</call></l>',
            "an entity of its own",
        ),
        ('<!DOCTYPE l SYSTEM "file:///etc/passwd"><l><call>&a;</call></l>', "an entity of its own, 'a'"),
        ("<l>" * 50_000, "nested more than 200 deep"),
        (f"<l><call>{'<n>x</n>' * 1_000}</call></l>", "has 'n' more than 500 times"),
        ("id,wait\n1,2", "not readable XML: syntax error in line 1, column 1"),
        ("<?xml version='1.0' encoding='rot13'?><l/>", "in 'rot13', which is not known"),
    ],
)
def test_what_is_no_such_document_says_why(used_project: Project, text: str, complaint: str) -> None:
    report = load_one(used_project, XML, "x.xml", text)
    assert report.status == "failed"
    assert complaint in (report.reason or ""), report.reason


LOG = """<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace"><string key="concept:name" value="nobody"/></global>
  <global scope="event"><string key="concept:name" value="nothing"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="case 1"/><int key="amount" value="30"/>
    <event><string key="concept:name" value="register"/>
      <date key="time:timestamp" value="2026-01-05T10:00:00.000+09:00"/>
      <string key="org:group" value="대출"><string key="floor" value="2"/></string></event>
    <event><string key="concept:name" value="decide"/>
      <date key="time:timestamp" value="2026-01-05T11:00:00.000+09:00"/>
      <string key="org:group" value="카드"><string key="floor" value="3"/></string></event>
  </trace>
  <event><string key="concept:name" value="alone"/>
    <date key="time:timestamp" value="someday"/></event>
</log>
"""


def test_events_are_rows_with_what_is_said_of_their_case(project: Project) -> None:
    project.write(
        "calls.sql",
        'SELECT origin, "concept:name" AS contact_id, "case:concept:name" AS customer_id,'
        ' "time:timestamp" AS occurred_at, "org:group" || "org:group.floor" || "case:amount" AS department,'
        " 'phone' AS channel, 'resolved' AS outcome FROM export",
    )
    report = load_one(project, 'format = "xes"', "x.xes", LOG)
    assert (report.read, report.accepted) == (3, 2), report
    assert project.query(
        "SELECT contact_id, customer_id, occurred_local::VARCHAR, department FROM contacts"
        " ORDER BY occurred_at"
    ) == [
        ("register", "case 1", "2026-01-05 10:00:00", "대출230"),
        ("decide", "case 1", "2026-01-05 11:00:00", "카드330"),
    ]
    assert project.query("SELECT line, rule FROM rejected_rows") == [(17, "occurred_at.type")]


def test_what_is_said_of_a_case_too_late_is_not_lost_silently(project: Project) -> None:
    text = LOG.replace("</trace>", '<string key="late" value="x"/></trace>')
    report = load_one(project, 'format = "xes"', "x.xes", text)
    assert "In line 16 something is said of a case behind its events" in (report.reason or "")
