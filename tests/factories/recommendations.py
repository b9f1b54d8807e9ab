from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from recommendations.keys import key_of
from recommendations.models import ImportBatch, MadeBy, Position, Recommendation
from tests.factories.catalogue import StateFactory

LOADED_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


class RecommendationFactory(DjangoModelFactory):
    """To Kyrgyzstan in 2010, unless told otherwise.

    `made_by=[state, …]` says by whom (by default one new State), `position="noted"`
    what was answered ("" for nothing yet), `terms=[…]` its issues.
    """

    class Meta:
        model = Recommendation
        skip_postgeneration_save = True

    class Params:
        demonstration = factory.Trait(is_demonstration=True)
        bilingual = factory.Trait(wording_ru="Ратифицировать протокол.")

    state = factory.SubFactory(StateFactory, kyrgyzstan=True)
    session = 8
    cycle = 1
    wording_en = factory.Sequence("Ratify protocol {}".format)

    @factory.post_generation
    def made_by(self, create, states, **kwargs):
        for state in [StateFactory()] if states is None else states:
            MadeByFactory(recommendation=self, state=state)

    @factory.post_generation
    def position(self, create, kind, **kwargs):
        if kind != "":
            PositionFactory(recommendation=self, kind=kind or "supported", **kwargs)

    @factory.post_generation
    def terms(self, create, terms, **kwargs):
        self.terms.set(terms or [])


class MadeByFactory(DjangoModelFactory):
    class Meta:
        model = MadeBy

    recommendation = factory.SubFactory(RecommendationFactory, made_by=[])
    state = factory.SubFactory(StateFactory)
    key_digest = factory.LazyAttribute(
        lambda pair: key_of(
            state=pair.recommendation.state.iso3,
            session=pair.recommendation.session,
            recommender=pair.state.iso3,
            wording=f"{pair.recommendation.wording_en} {pair.recommendation.pk}",
        )
    )


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = Position

    recommendation = factory.SubFactory(RecommendationFactory, position="")
    kind = Position.Kind.SUPPORTED
    source = "UPR Info"


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    file_name = "export.csv"
    file_digest = "0" * 64
    format = "csv"
    state = ImportBatch.State.DONE
    started_at = finished_at = LOADED_AT
