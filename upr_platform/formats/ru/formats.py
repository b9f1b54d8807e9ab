"""Russian with the whole word for the year: an abbreviated one meets the full
stop of its sentence."""

DATE_FORMAT = r"j E Y \г\о\д\а"
DATETIME_FORMAT = r"j E Y \г\о\д\а, H:i"
