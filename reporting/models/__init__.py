from reporting.models.weekly import WeeklyEmail, WeeklySection

__all__ = ["WeeklyEmail", "WeeklySection"]
