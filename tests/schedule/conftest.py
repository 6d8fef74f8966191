"""What tests of the schedule ask for."""

from tests.schedule.world import office as office
