"""What the attacks share."""

import sys

import pytest

from tests.attacks.typing_in import Done, Type
from touchpoints import main


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Type:
    """Types `touchpoints` and the words; an error is one line, and a traceback fails the test."""
    # The other tests of this process may want pandas.
    monkeypatch.setattr("touchpoints.leave_out_pandas", lambda: None)

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["touchpoints", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        done = Done(ended.value.code, *capfdbinary.readouterr())
        assert done.status != 0 or b"Error:" not in done.stderr
        return done

    return run
