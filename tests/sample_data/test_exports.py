"""The exports: the same for the same seed, and really dirty."""

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path

import polars as pl
from typer.testing import CliRunner

from sample_data import World, simulate, write_exports
from sample_data.__main__ import app
from sample_data.dirt import DIRT
from sample_data.words import BRANCH_SHEET


def lines_of(folder: Path) -> list[str]:
    """The lines of all call centre files, without headers."""
    files = sorted((folder / "call_centre").glob("*.csv"))
    return [line for path in files for line in path.read_bytes().decode("cp949").splitlines()[1:]]


def events_of(folder: Path) -> list[str]:
    files = sorted((folder / "digital").iterdir())
    texts = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files
    ]
    return [line for text in texts for line in text.decode().splitlines()]


def sheets_of(folder: Path) -> pl.DataFrame:
    return pl.concat(
        pl.read_excel(path, sheet_name=BRANCH_SHEET.ko, infer_schema_length=0)
        for path in sorted((folder / "branch").glob("*.xlsx"))
    )


def surveys_of(folder: Path) -> list[dict[str, str]]:
    texts = [path.read_text("utf-8-sig") for path in sorted((folder / "survey").glob("*.csv"))]
    return [row for text in texts for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    contents = []
    for number, seed in enumerate((4, 4, 5)):
        folder = tmp_path / str(number)
        write_exports(simulate(150, 120, seed), folder)
        contents.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")})
    assert contents[0] == contents[1]
    assert contents[0].keys() == contents[2].keys()
    assert all(contents[0][path] != contents[2][path] for path in contents[0])


def test_every_system_writes_its_periods(exports: Path) -> None:
    counts = {folder.name: len(list(folder.iterdir())) for folder in exports.iterdir()}
    assert counts == {
        "call_centre": 12,
        "digital": 12,
        "branch": 5,
        "survey": 5,
        "customers": 1,
        "shop": 5,
        "hr": 12,
        "staff_survey": 2,
        "outbound": 3,
        "monitoring": 5,
    }
    assert len(list((exports / "digital").glob("*.gz"))) == 6
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (exports / "survey").iterdir())


def test_call_centre_lines_are_repeated_corrected_cut_short_and_unknown(exports: Path) -> None:
    lines = lines_of(exports)
    rows = list(csv.reader(lines))
    assert 0.2 * DIRT.repeated < 1 - len(set(lines)) / len(lines) < 3 * DIRT.repeated
    outcomes_by_id: dict[str, set[str]] = {}
    for row in rows:
        if len(row) == 20:
            outcomes_by_id.setdefault(row[0].strip(), set()).add(row[10])
    corrected = [
        states
        for number, states in outcomes_by_id.items()
        if number.endswith(tuple("0123456789")) and len(states) > 1
    ]
    assert corrected
    assert all("미결" in states for states in corrected)
    assert any(len(row) < 20 for row in rows)
    assert any(row[10] == "기타99" for row in rows if len(row) == 20)


def test_call_centre_values_are_untidy(exports: Path) -> None:
    rows = [row for row in csv.reader(lines_of(exports)) if len(row) == 20]
    times = Counter(("dash" if "-" in row[2] else "slash" if "/" in row[2] else "compact") for row in rows)
    assert times["dash"] > times["slash"] > times["compact"] > 0
    assert {"", "-"} <= {row[1] for row in rows}
    assert {"", "-"} & {row[0] for row in rows}
    assert any(row[3].endswith("  ") for row in rows)
    assert any("," in row[14] for row in rows)
    assert any(row[7].startswith("-") for row in rows)


def test_digital_events_are_nested_broken_and_in_two_zones(exports: Path) -> None:
    events, broken = [], 0
    for line in events_of(exports):
        try:
            events.append(json.loads(line))
        except json.JSONDecodeError:
            broken += 1
    assert broken > 0
    utc_share = sum(event["ts"].endswith("Z") for event in events) / len(events)
    assert 0.25 < utc_share < 0.35
    assert {None, ""} <= {event["user"] for event in events}
    assert "bot_loop" in {event["result"] for event in events}
    assert any(event["session"]["wait_ms"] < 0 for event in events)
    assert all((event["result"] == "handover") == (event["handover"] is not None) for event in events)


def test_branch_sheets_state_mode_and_tier_on_some_rows_only(exports: Path) -> None:
    rows = sheets_of(exports)
    for column in ("응대방식", "접촉도"):
        assert 0.1 < rows[column].null_count() / rows.height < 0.9
    assert rows["접수일시"].str.contains("오전|오후").mean() > 0.2  # type: ignore[operator]
    assert rows["대기시간"].str.starts_with("-").any()
    assert (rows["결과"] == "확인요").any()
    assert rows.is_duplicated().any()
    assert rows["비용"].str.contains(",").any()


def test_comments_hold_commas_quotes_and_line_breaks(exports: Path) -> None:
    rows = surveys_of(exports)
    comments = "".join(row["의견"] for row in rows)
    assert all(sign in comments for sign in (",", '"', "\n"))
    assert any(row["추천의향(0-10)"] == "99" for row in rows)
    assert any(row["접점번호"] in ("", "-") for row in rows)


def test_the_customer_master_writes_no_date_in_two_ways(exports: Path, small_world: World) -> None:
    table = pl.read_parquet(exports / "customers" / "customers.parquet")
    assert {"99991231", "00000000"} <= set(table["LEAVE_DT"])
    assert table["LEAVE_RSN_CD"].str.contains(",").any()
    assert table.height > small_world.customers.height


def test_the_command_writes_a_whole_project_and_says_what(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path / "out"), "--customers", "50", "--days", "40"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "touchpoints.toml").is_file()
    assert "exports/customers/customers.parquet" in result.output


def test_shop_lines_are_repeated_nameless_and_with_separators(exports: Path) -> None:
    rows = [
        row
        for path in sorted((exports / "shop").iterdir())
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))
    ]
    lines = [tuple(row.values()) for row in rows]
    assert len(set(lines)) < len(lines)
    assert {"", "-"} & {row["구매번호"] for row in rows}
    assert {"", "-"} <= {row["접점번호"] for row in rows}
    assert any("," in row["금액"] for row in rows)
    assert {row["구분"] for row in rows} == {"신규", "재구매", "추가", "상향", "환불"}


def test_every_month_names_all_staff_with_the_day_in_the_name(exports: Path) -> None:
    for path in (exports / "hr").iterdir():
        staff = {row["사번"]: row for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))}
        day = path.stem.removeprefix("hr_")
        assert all(row["입사일"] <= day for row in staff.values())
        assert {row["퇴사일"] for row in staff.values()} >= {"", "-"}
        assert len(staff) >= 228
