"""A sender and the server it sends to."""

import pytest

from tests.events.sending import Sender, taking_events
from tests.project import Project


@pytest.fixture
def sender(project: Project) -> Sender:
    """Sends events of every kind."""
    return Sender.to(taking_events(project))
