import pytest

from catalogue.names import normalise


@pytest.mark.parametrize(
    "written",
    [
        "Bosnia and Herzegovina",
        "Bosnia & Herzegovina",
        "Bosnia &amp; Herzegovina",
        "BOSNIA AND HERZEGOVINA",
        "Bosnia\xa0and Herzegovina\n",
        "  Bosnia   and  Herzegovina* ",
        "the Bosnia and Herzegovina",
    ],
)
def test_normalise_makes_spellings_of_one_name_equal(written):
    assert normalise(written) == "bosnia and herzegovina"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Korea, Republic of", "Korea (Republic of)"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Объединённые Арабские Эмираты", "Объединенные Арабские Эмираты"),
    ],
)
def test_normalise_ignores_accents_and_punctuation(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Dominica", "Dominican Republic"),
        ("Republic of Korea", "Democratic People's Republic of Korea"),
        ("Austria", "Australia"),
        ("Өзбекстан", "Озбекстан"),
    ],
)
def test_normalise_keeps_every_letter(one, other):
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize("nothing", ["", " \n", "***", "\xa0"])
def test_normalise_finds_no_name_in_punctuation(nothing):
    assert normalise(nothing) == ""
