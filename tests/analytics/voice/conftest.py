"""Companies whose customers write, loaded once."""

import pytest

from tests.analytics.voice.worlds import Written, load_written
from tests.project import Project

WRITTEN = [
    Written("안내받은 시간보다 훨씬 오래 기다렸습니다.", 1, customer="k1"),
    Written("요금이 잘못 나왔는데, 환불까지 일주일이 걸렸습니다.", 2, customer="k2"),
    Written("환불은 빨랐어요. 기다리지 않아도 됐습니다", 4, department="claims", channel="web"),
    Written("상담원이 불친절했어요", 3),
    Written("I waited 40 minutes and got 100% nothing", 1, channel="web"),
    Written('The agent said "no refunds", which isn\'t OK', 2),
    Written("Quick and FRIENDLY", 5),
    Written("<b>환불</b> 100%", 5),
    Written("=1+1", 9, item="nps"),
    Written("두 문항에 같은 말", 7, item="nps", survey="double"),
    Written("두 문항에 같은 말", 2, item="csat", survey="double"),
    Written("   ", 5),
    Written(None, 5),
]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The company of WRITTEN; tests only read it."""
    return load_written(tmp_path_factory.mktemp("written"), WRITTEN)
