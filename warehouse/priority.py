"""Loads stand back: pages and other programs get the processor first."""

import os

from warehouse.settings import Settings


def stand_back(settings: Settings) -> None:
    """Lower this process's priority by `loading.niceness`; never raises one that is lower already.

    To be called before there are other threads, which take it over. Linux gives disks by it, too. Systems
    that know no niceness leave the process as it is.
    """
    if hasattr(os, "setpriority"):
        niceness = max(settings.loading.niceness, os.getpriority(os.PRIO_PROCESS, 0))
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
