"""How a server ends: it says that it is not ready any more, and answers what was asked already."""

import time
from threading import Event, Thread

from dashboard.server.server import Server
from warehouse.ending import stop_if_asked

# How long whoever waits for an answer may go on waiting; what takes longer is broken off.
_FINISHING_SECONDS = 5.0
_LOOK_SECONDS = 1.0


def run_until_stopped(server: Server, ending: Event, drain_seconds: float) -> None:
    """Run the server until an exception as that of Ctrl+C or SIGTERM, which is raised once all is answered.

    ending: set when the end begins. drain_seconds: how long from then on everything is still answered, so
    that a balancer notices. The server has a thread of its own: a signal never comes amid its work.
    """
    loop = Thread(target=server.run, daemon=True)
    loop.start()
    try:
        # Windows tells of Ctrl+C between two looks only, and a signal that came before may have been lost.
        while loop.is_alive():
            stop_if_asked()
            loop.join(_LOOK_SECONDS)
        raise RuntimeError("The server ended by itself.")
    except (KeyboardInterrupt, SystemExit):
        ending.set()
        time.sleep(drain_seconds)
        server.finish(_FINISHING_SECONDS)
        raise
    finally:
        server.close()
