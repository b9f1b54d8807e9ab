"""Kyrgyz as it is written in the press; needs a native check."""

DATE_FORMAT = r"j-F, Y-\ж\ы\л"
DATETIME_FORMAT = r"j-F, Y-\ж\ы\л, H:i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
