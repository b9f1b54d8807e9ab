from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core import files
from factsheets import proving, publishing
from factsheets.models import (
    Ask,
    ChosenRecommendation,
    Factsheet,
    Proof,
    Rendition,
)
from tests.factories.groups import GroupFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

PDF = b"%PDF-1.7 what a worker would have drawn"


class FactsheetFactory(DjangoModelFactory):
    """A draft thought in Russian, with what is needed to stand alone; English
    too with `bilingual=True`, in step and waiting to be agreed."""

    class Meta:
        model = Factsheet
        skip_postgeneration_save = True

    class Params:
        bilingual = factory.Trait(
            title_en="Protection from violence",
            key_message_en="Nobody came back to see.",
        )

    group = factory.SubFactory(GroupFactory)
    review = factory.SelfAttribute("group.review")
    source_language = "ru"
    title_ru = factory.Sequence("Защита от насилия {}".format)
    key_message_ru = "Никто не вернулся проверить."

    @factory.post_generation
    def in_step(self, create, extracted, **kwargs):
        for key in Factsheet.NEEDED:
            if self.text_of(key, "en"):
                self.mark_written(key, "en")
        if create:
            self.save(update_fields=["marks"])


class ChosenFactory(DjangoModelFactory):
    class Meta:
        model = ChosenRecommendation

    factsheet = factory.SubFactory(FactsheetFactory)
    recommendation = factory.SubFactory(RecommendationFactory)
    place = factory.LazyAttribute(lambda row: row.factsheet.chosen.count() + 1)


class AskFactory(DjangoModelFactory):
    class Meta:
        model = Ask

    factsheet = factory.SubFactory(FactsheetFactory)
    proposal = factory.LazyAttribute(
        lambda row: ProposalFactory(group=row.factsheet.group)
    )
    place = factory.LazyAttribute(lambda row: row.factsheet.asks.count() + 1)


def measure(factsheet, *languages, **found):
    """Proofs of the page as it reads now, as a worker would leave them.
    `lines_over=7` for a page that is too long."""
    fresh = Factsheet.objects.get(pk=factsheet.pk)
    for language in languages or fresh.languages():
        proof = proving.order_proof(factsheet=fresh, language=language)
        Proof.objects.filter(pk=proof.pk).update(
            **{
                "state": Proof.State.READY,
                "finished_at": timezone.now(),
                "file": files.store(PDF, content_type="application/pdf"),
                "picture": files.store(b"picture", content_type="image/png"),
                **found,
            }
        )


def publish(factsheet, *, actor=None, at=None, languages=None, drawn=True):
    """An edition in every language that can stand alone (or those named), with
    its PDFs unless `drawn=False`."""
    measure(factsheet)
    edition = publishing.publish(
        factsheet_id=factsheet.pk,
        languages=languages or Factsheet.objects.get(pk=factsheet.pk).languages(),
        accepts_gaps=True,
        actor=actor,
        at=at or timezone.now(),
    )
    factsheet.refresh_from_db(fields=["status"])
    if drawn:
        draw(edition)
    return edition


def draw(edition):
    """Its PDFs, as a worker would leave them."""
    edition.renditions.update(
        state=Rendition.State.READY,
        finished_at=timezone.now(),
        file=files.store(PDF, content_type="application/pdf"),
    )


def share(edition, *, days=30, at=None):
    """A link to the edition and the token that opens it."""
    return publishing.make_link(
        edition=edition,
        label="Embassy",
        days=days,
        actor=None,
        at=at or timezone.now() - timedelta(minutes=1),
    )
