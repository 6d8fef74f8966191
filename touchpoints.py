"""Touchpoints: what customers live through at every contact, and what goes with staying or leaving."""

import warehouse.starting  # noqa: F401 - has its effect by being imported

# isort: split
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.benchmarks import benchmarks
from analytics.command.calls import calls
from analytics.command.changes import changes
from analytics.command.group import Verbs
from analytics.command.incidents import incidents
from analytics.command.questions import questions
from analytics.quack.command import quack
from events.command import tokens
from ingest.command.options import EVERY_REJECT, of_rejects
from ingest.command.rejects import rejects
from ingest.command.source import source
from ingest.rejected.which import Which
from publish.command import publish
from warehouse.ending import exit_status, stop_if_asked
from warehouse.pandas_on_demand import leave_out_pandas
from warehouse.printing import Format, print_json, print_out, print_rows
from warehouse.verbs import Config, Verb, settings_of, standing_back

# Every verb imports what it needs when it is asked for: all of it takes longer than most answers.
if TYPE_CHECKING:
    from ingest.report import FileReport
    from warehouse.settings import Settings


app = typer.Typer(
    cls=Verbs, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
app.add_typer(calls, name="calls")
app.add_typer(changes, name="changes")
app.add_typer(incidents, name="incidents")
app.add_typer(questions, name="questions")
app.add_typer(benchmarks, name="benchmarks")
app.add_typer(rejects, name="rejects")
app.add_typer(source, name="source")
app.add_typer(tokens, name="token")
app.command(cls=Verb)(publish)
app.command(cls=Verb)(quack)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array of reports instead of the table.")]
On = Annotated[
    str | None,
    typer.Option("--on", help="Where workers do it: processes, ray, or a cluster as ray://host:10001."),
]
Host = Annotated[str, typer.Option(help="0.0.0.0 opens it to the network; see docs/security.md.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 lets the system choose one.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Processes that answer; see docs/servers.md.")]


def main() -> None:
    """Run the command. A problem a person can mend is one sentence and a way out, never a traceback."""
    leave_out_pandas()
    sys.exit(exit_status(app))


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path()) -> None:
    """Write a commented touchpoints.toml to start from."""
    from warehouse.settings_file import write_template

    path = write_template(folder)
    print_out(f"Wrote {path}. Describe your exports in it, then run: touchpoints ingest")


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; else all the sources match.")
    ] = None,
    on: On = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Load export files, and without paths what was sent to the server too.

    Exit status: 0 all well, 1 a file failed, 2 wrong use.
    """
    from analytics.marts.refresh import refresh
    from ingest.progress import Progress
    from ingest.run import ingest as ingest_files
    from ingest.showing import as_they_come
    from ingest.streams.loading import ingest_all
    from warehouse.worker_pool.opening import workers_on

    workers = workers_on(on)
    settings, progress = standing_back(config), Progress()
    if paths:
        reports = ingest_files(settings, paths, refresh, progress, workers)
    else:
        reports = ingest_all(settings, refresh, progress, workers)
    _report(settings, as_they_come(reports, progress), as_json)


@rejects.command(cls=Verb)
@app.command(cls=Verb)
@of_rejects
def replay(
    name: Annotated[str | None, typer.Argument(help="A source's name; else all sources.")] = None,
    which: Which = EVERY_REJECT,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Judge rejected rows anew, after their SELECT was mended. Exit status as of ingest."""
    from analytics.marts.refresh import refresh
    from ingest.replay import replay as replay_rejects

    settings, of_source = standing_back(config), replace(which, source=which.source or name)
    _report(settings, replay_rejects(settings, of_source, refresh), as_json)


@app.command(cls=Verb)
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8050,
    workers: Workers = 1,
    config: Config = None,
    shared: Annotated[list[int] | None, typer.Option("--shared-socket", hidden=True)] = None,
) -> None:
    """Show the dashboard in the browser."""
    settings = settings_of(config)

    def announce(listening: int) -> None:
        place = f"[{host}]" if ":" in host else host
        print_out(f"The dashboard is at http://{place}:{listening} (Ctrl+C stops it).")

    if workers > 1:
        from dashboard.server.slips import refuse_slips
        from dashboard.server.workers import run_workers

        # A slip is told once, and not by each of them.
        refuse_slips(settings)
        run_workers(settings, (host, port), workers, ["--host", host, *_given(config)], announce)
        return
    from dashboard.app import serve as serve_dashboard
    from events.server import answer_events

    # One of several has been announced by whoever started it.
    serve_dashboard(settings, host, port, (lambda _: None) if shared else announce, [answer_events], shared)


@app.command(cls=Verb)
def schedule(
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due now and end, for a schedule of the system.")
    ] = False,
    config: Config = None,
) -> None:
    """Load sources and tidy at the times of the settings, until stopped. Exit status as of ingest."""
    from analytics.marts.refresh import refresh
    from publish.publishing import publish_newer
    from schedule.clock import run_forever, run_once
    from schedule.running import Runner

    def publish_and_tell(settings: "Settings") -> "Mapping[str, object] | None":
        done = publish_newer(settings)
        return None if done is None else done.facts

    runner = Runner(standing_back(config), refresh, publish_and_tell)
    if not once:
        run_forever(runner)
    elif not run_once(runner):
        raise typer.Exit(1)


@app.command(cls=Verb)
def up(host: Host = "127.0.0.1", port: Port = 8050, workers: Workers = 1, config: Config = None) -> None:
    """Run schedule and dashboard together, until stopped."""
    from schedule.jobs import jobs_of
    from schedule.together import run_together

    # A slip is told once, and not by each of the two.
    jobs_of(settings_of(config))
    given = _given(config)
    place = ["--host", host, "--port", str(port), "--workers", str(workers)]
    run_together({"schedule": given, "serve": [*place, *given]})


@app.command(cls=Verb)
def remap(
    source: Annotated[str, typer.Argument(help="The source whose SELECT was mended.")],
    is_trial: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would change, and change nothing.")
    ] = False,
    config: Config = None,
) -> None:
    """Load all files of a source anew under today's SELECT, all or none, and say what that changed."""
    from analytics.marts.refresh import rebuild as rebuild_marts
    from ingest.remapping.remap import remap as remap_source

    settings = standing_back(config)
    done = remap_source(
        settings,
        source,
        lambda connection, settings, _changes: rebuild_marts(connection, settings),
        is_trial=is_trial,
    )
    print_rows(done.changes, Format.table)
    would = "would be mapped again; nothing was changed" if is_trial else "were mapped again"
    print_out(f"{done.files:,} files of {', '.join(done.sources)} {would}.")
    _publish(settings)


@app.command(cls=Verb)
def erase(
    customer: Annotated[str, typer.Option(help="The customer's id, as in customer_id.")],
    also: Annotated[
        list[str] | None,
        typer.Option(help="What else exports call them; may be repeated."),
    ] = None,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    config: Config = None,
) -> None:
    """Erase a customer from the warehouse, its files and old versions. Exit status 1 if anything is left."""
    from analytics.marts.refresh import rebuild as rebuild_marts
    from ingest.erasing.erase import Beside
    from ingest.erasing.erase import erase as erase_customer
    from ingest.erasing.named import Named
    from ingest.erasing.telling import told
    from state.forgetting import forget, still_naming

    settings = standing_back(config)
    if not is_sure:
        typer.confirm(
            "This cannot be undone, and every old version of the warehouse goes too. Erase?", abort=True
        )
    done = erase_customer(
        settings,
        Named(customer, also or []),
        lambda connection, settings, _changes: rebuild_marts(connection, settings),
        Beside(forget, still_naming),
    )
    for sentence in told(done):
        print_out(sentence)
    _publish(settings)
    if done.proof.found:
        raise typer.Exit(1)


@app.command()
def rebuild(on: On = None, config: Config = None) -> None:
    """Make every mart again from the records."""
    from analytics.marts.on_workers.rebuilding import rebuild_on
    from analytics.marts.refresh import rebuild as rebuild_marts
    from warehouse.lake import transaction, writing
    from warehouse.worker_pool.opening import workers_on

    workers = workers_on(on)
    settings = standing_back(config)
    with writing(settings, "touchpoints rebuild") as connection:
        if workers:
            rebuild_on(workers, connection, settings)
        else:
            with transaction(connection):
                rebuild_marts(connection, settings)
    print_out("Every mart was made again.")
    _publish(settings)


@app.command()
def tidy(config: Config = None) -> None:
    """Join small files, let go of old versions, remove what killed loads left behind."""
    from warehouse.upkeep import tidy as tidy_warehouse

    settings = standing_back(config)
    done = tidy_warehouse(settings)
    print_out(
        f"Joined {done.files_joined} files, let go of {done.snapshots_expired} versions,"
        f" removed {done.files_removed} files."
    )
    _publish(settings)


@app.command()
def move(
    to: Annotated[Path, typer.Option(help="Settings file whose [warehouse] is the new place.")],
    config: Config = None,
) -> None:
    """Copy the warehouse to another folder, PostgreSQL or bucket, compare all rows, and show it there.

    The old one stays as it is. What was interrupted goes on where it was when this is run again.
    """
    from state.moving import take_along
    from warehouse.moving.move import move as move_warehouse
    from warehouse.printing import working

    settings = standing_back(config)
    with working() as say:
        moved = move_warehouse(settings, settings_of(to), say, take_along)
    if moved.was_there:
        print_out(f"This warehouse is there already. Use the settings {to} from now on.")
        return
    print_out(
        f"Moved {len(moved.rows)} tables with {sum(moved.rows.values()):,} rows, equal in both places;"
        f" {moved.files:,} data files were copied. Use the settings {to} from now on."
    )


def _publish(settings: "Settings") -> None:
    """Publish what was committed, where the settings say so; most have nothing to import for that."""
    if settings.publish.database is not None:
        from publish.telling import publish_beside

        publish_beside(settings)


def _given(config: Path | None) -> list[str]:
    return [] if config is None else ["--config", str(config)]


def _report(settings: "Settings", reports: "Iterable[FileReport]", as_json: bool) -> None:
    """Print what became of each file, also if something ends the run before the last."""
    from ingest.summary import summary

    done: list[FileReport] = []
    try:
        for report in reports:
            done.append(report)
            stop_if_asked()
    finally:
        if as_json:
            print_json([asdict(report) for report in done])
        elif done:
            print_out(summary(done))
    _publish(settings)
    if any(report.is_trouble for report in done):
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
