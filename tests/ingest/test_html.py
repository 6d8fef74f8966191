"""Tables of HTML, as groupware saves them under the name of a workbook."""

from tests.export_files import html_table
from tests.ingest.sources import load_one
from tests.packed_files import zipped
from tests.project import CALLS_SELECT, HEADER, Project

COLUMNS = HEADER.split(",")
TITLE = "<table><tr><td>월간 상담 내역</td></tr></table>"


def call(key: str, department: str = "대출") -> list[str]:
    return [key, "k1", "2026-01-05 10:00:00", department, "phone", "5", "resolved"]


def departments(project: Project) -> dict[str, str]:
    return dict(project.query("SELECT contact_id, department FROM contacts"))


def test_a_page_called_xls_in_a_korean_code_page_is_read_as_it_says(project: Project) -> None:
    page = html_table(COLUMNS, [call("a")], charset="euc-kr").encode("cp949")
    assert load_one(project, 'format = "excel"', "x.xls", page).accepted == 1
    assert departments(project) == {"a": "대출"}


def test_the_encoding_of_the_settings_goes_before_that_of_the_page(project: Project) -> None:
    page = html_table(COLUMNS, [call("a")], charset="utf-8").encode("cp949")
    report = load_one(project, 'format = "excel"', "x.xls", page)
    assert "cp949 or euc-kr would fit" in (report.reason or ""), report
    assert load_one(project, 'format = "excel"\nencoding = "cp949"', "x.xls", page).accepted == 1


def test_of_several_tables_one_is_named_or_all(project: Project) -> None:
    page = TITLE + html_table(COLUMNS, [call("a")]) + html_table(COLUMNS, [call("b")])
    report = load_one(project, 'format = "html"', "x.html", page)
    assert "3 tables: 1 (1 rows: 월간 상담 내역); 2 (2 rows: id, customer" in (report.reason or "")
    assert load_one(project, 'format = "html"\ntables = [3]', "x.html", page).accepted == 1
    assert departments(project) == {"b": "대출"}
    project.write("calls.sql", CALLS_SELECT.replace("department", "'table ' || \"table\" AS department", 1))
    assert load_one(project, 'format = "html"\ntables = [2, 3]', "y.html", page + " ").read == 2
    assert departments(project) == {"a": "table 2", "b": "table 3"}
    report = load_one(project, 'format = "html"\ntables = "all"', "z.html", page + "  ")
    assert "The columns of table 2 of exports/z.html are not those of table 1" in (report.reason or "")


def test_pages_in_an_archive_are_one_export(project: Project) -> None:
    archive = zipped(**{f"{key}.xls": html_table(COLUMNS, [call(key)]) for key in "ab"})
    assert load_one(project, 'format = "html"', "x.zip", archive).accepted == 2


def test_cells_over_several_rows_and_columns_are_in_each_of_them(project: Project) -> None:
    rows = (
        "<tr><td>a<td rowspan=2>k1<td rowspan=3>2026-01-05<td>대출<td>phone<td>5<td>resolved"
        "<tr><td>b</td><td colspan=1>카드</td><td>web</td><td>6</td><td rowspan='2'>failed</td></tr>"
        "<tr><td colspan='2'>c</td><td>카드<br>신규&nbsp;&amp; 갱신</td><td>web</td><td></td></tr>"
    )
    head = "".join(f"<th>{name}" for name in COLUMNS)
    page = f"<TABLE><tr><td colspan=7>제목</td></tr><tr>{head}{rows}</TABLE><script>if (1 < 2) {{}}</script>"
    report = load_one(project, 'format = "html"\nheader_row = 2', "x.html", page)
    assert report.accepted == 3, report
    assert project.query(
        "SELECT contact_id, customer_id, department, channel, wait_seconds, outcome FROM contacts"
        " ORDER BY contact_id"
    ) == [
        ("a", "k1", "대출", "phone", 5, "resolved"),
        ("b", "k1", "카드", "web", 6, "failed"),
        ("c", "c", "카드\n신규 & 갱신", "web", None, "failed"),
    ]


def test_a_title_over_all_columns_is_told(project: Project) -> None:
    page = html_table(COLUMNS, [call("a")]).replace("<tr><th>", "<tr><td colspan=7>제목</td></tr><tr><th>", 1)
    report = load_one(project, 'format = "html"', "x.html", page)
    assert "Row 1 of table 1 of exports/x.html has one text only over 7 columns: '제목'" in (
        report.reason or ""
    )


def test_tables_within_tables_are_tables_of_their_own(project: Project) -> None:
    page = f"<table><tr><td>{html_table(COLUMNS, [call('a')])}</td></tr></table>"
    assert load_one(project, 'format = "html"', "x.html", page).accepted == 1


def test_tables_nested_without_end_are_refused(project: Project) -> None:
    report = load_one(project, 'format = "html"', "x.html", "<table><tr><td>" * 50_000)
    assert "nested more than 100 deep" in (report.reason or "")


def test_spans_without_end_are_refused(project: Project) -> None:
    wide = "<td colspan=1000>x</td>" * 20
    report = load_one(project, 'format = "html"', "x.html", f"<table><tr>{wide}</tr></table>")
    assert "larger than any that is read" in (report.reason or "")
