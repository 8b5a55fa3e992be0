"""The timetable that the settings ask for."""

from django.conf import settings

from reporting.weeks import Timetable, WeeklyTime


def timetable() -> Timetable:
    return Timetable(WeeklyTime.read(settings.WEEKLY_CUT_OFF), WeeklyTime.read(settings.WEEKLY_SEND))
