"""What each figure of the report for donors and partners is called, what it is, and how
it is counted."""

from django.utils.translation import gettext_lazy as _

# key → (name, what it is, how it is counted)
FIGURES = {
    "meetings": (
        _("Meetings held"),
        _("Meetings of every kind that the coalition or one of its groups held."),
        _("By their first day; those that were noted as over."),
    ),
    "people": (
        _("People counted"),
        _("Women, men and others at these meetings; who came twice counts twice."),
        _("Counted at the door or afterwards as totals; there are no lists of names."),
    ),
    "heard": (
        _("Findings heard"),
        _("Points that people made at meetings or wrote without an account."),
        _("By the day on which they were written down; without confidential ones."),
    ),
    "sorted": (
        _("Findings sorted"),
        _(
            "Of these, those that a group was given, or that were answered with a reason."
        ),
        _("As it stands today, by the month in which they were heard."),
    ),
    "cited": (
        _("Findings cited"),
        _("Of these, those on which a proposal or a submission rests."),
        _("As it stands today, by the month in which they were heard."),
    ),
    "written": (
        _("Proposals written"),
        _("Recommendations and advance questions that groups began."),
        _("By the day on which each was written first."),
    ),
    "agreed": (
        _("Proposals agreed"),
        _("Those behind which a group stands as a whole."),
        _("By the day on which that was noted first; those that still stand."),
    ),
    "adopted": (
        _("Proposals adopted"),
        _("Those behind which the whole coalition stands."),
        _("By the day on which that was noted first; those that still stand."),
    ),
    "filed": (
        _("Submissions filed"),
        _("Texts that were handed in at the UN."),
        _("By the moment at which each was sent."),
    ),
    "words": (
        _("Words in them"),
        _("The length of these texts, each in the language it was written in."),
        _("As the UN counts, of the files that were sent; translations are not added."),
    ),
    "signed": (
        _("Signatures of organisations"),
        _("Organisations named under these texts; who signed two counts twice."),
        _("Those that agreed to be named; the others are in no number."),
    ),
    "factsheets": (
        _("Factsheets published"),
        _("One-page papers for diplomats of which an edition came out."),
        _("By the moment of publication; without those that were withdrawn."),
    ),
    "editions": (
        _("Editions of them"),
        _("Every time that one of these was published, corrected ones too."),
        _("By the moment of publication; without those that were withdrawn."),
    ),
    "recommendations": (
        _("Recommendations on the record"),
        _("What other States have recommended to this State, in all cycles."),
        _("As the record stands today, whatever the months."),
    ),
    "supported": (
        _("Of these supported"),
        _("Those that the State has accepted."),
        _("The State’s latest word on each."),
    ),
    "noted": (
        _("Of these noted"),
        _("Those that the State has taken note of without accepting them."),
        _("The State’s latest word on each."),
    ),
    "pending": (
        _("Of these pending"),
        _("Those to which the State has still to answer."),
        _("The State’s latest word on each."),
    ),
}

NOTES = (
    _(
        "Periods are whole months that are over, by Geneva’s clock, whoever reads: two "
        "reports never differ by a part of a month."
    ),
    _(
        "Of a meeting, all numbers of one kind (such as women, men, others) are added "
        "together or none: none, if one of them is 1 to 4. So nobody can be found in a "
        "sum, nor in the difference of two."
    ),
    _(
        "Of findings, a month with 1 to 4 of them is in no sum, however long the period."
    ),
    _(
        "What confidential groups and partner institutions do is in no number, but for "
        "texts that they file together with others."
    ),
    _(
        "Who reads a factsheet is not counted: the platform keeps no counters of readers."
    ),
)
