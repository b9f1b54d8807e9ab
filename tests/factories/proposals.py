import factory
from factory.django import DjangoModelFactory

from proposals.models import Proposal
from tests.factories.groups import GroupFactory


class ProposalFactory(DjangoModelFactory):
    """A draft in three languages. `follows=[…]` and `terms=[…]` say what it
    continues and what it is about."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    class Params:
        english_only = factory.Trait(wording_ru="", wording_ky="")

    group = factory.SubFactory(GroupFactory)
    review = factory.SelfAttribute("group.review")
    wording_en = factory.Sequence("Open shelter {} by 2030".format)
    wording_ru = factory.LazyAttribute(lambda row: f"{row.wording_en} по-русски")
    wording_ky = factory.LazyAttribute(lambda row: f"{row.wording_en} кыргызча")

    @factory.post_generation
    def in_step(self, create, extracted, **kwargs):
        """As if it had been written through the form."""
        self.source_language = "ru" if self.wording_ru else self.wording.language
        for code in ("en", "ru", "ky"):
            if self.text_of("wording", code):
                self.mark_written("wording", code)
        self.note_ready()
        if create:
            self.save(update_fields=["source_language", "marks", "ready_in"])

    @factory.post_generation
    def follows(self, create, recommendations, **kwargs):
        self.follows.set(recommendations or [])

    @factory.post_generation
    def terms(self, create, terms, **kwargs):
        self.terms.set(terms or [])
