"""Proofs of a factsheet's pages, and what they and its words leave between the draft
and its publication."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import jobs
from core.translations import BlockState
from factsheets import content, pdf
from factsheets.models import Factsheet, Proof
from factsheets.queries import Material, material_of


def order_proof(*, factsheet: Factsheet, language: str) -> Proof:
    """The proof of the page as it reads now, ordered if it is new. Proofs of
    older words in this language are dropped."""
    return order_proofs(factsheet=factsheet, languages=[language])[language]


def order_proofs(
    *,
    factsheet: Factsheet,
    languages: Sequence[str],
    material: Material | None = None,
) -> dict[str, Proof]:
    """Language → proof, as `order_proof`. What is known already costs one look."""
    material = material or material_of(factsheet)
    wanted = {}
    for language in languages:
        facts = content.facts_of(
            factsheet,
            language,
            on=timezone.localdate(factsheet.updated_at),  # it does not age overnight
            material=material,
            address=address_to_be(factsheet),
        )
        wanted[language] = (content.digest_of(facts, pdf.design_digest()), facts)
    digests = [digest for digest, _facts in wanted.values()]
    proofs = {
        proof.language: proof for proof in factsheet.proofs.filter(digest__in=digests)
    }
    for language, (digest, facts) in wanted.items():
        proof = proofs.get(language)
        if proof is None:
            proofs[language] = _new_proof(factsheet, language, digest, facts)
        else:
            jobs.retry_when_seen(proof, at=timezone.now())
    return proofs


@transaction.atomic
def _new_proof(factsheet, language, digest, facts) -> Proof:
    proof, created = Proof.objects.get_or_create(
        factsheet=factsheet,
        language=language,
        digest=digest,
        defaults={"content": facts.to_json()},
    )
    if created:
        factsheet.proofs.filter(language=language).exclude(pk=proof.pk).delete()
        jobs.ring(proof)
    return proof


def address_to_be(factsheet: Factsheet) -> str:
    """Where the QR code of the next edition will lead. A page without its code
    has a lower foot: measured so, it would fit and be printed too long. Where a
    secret link is still to be made, something of the same length."""
    if factsheet.review.is_public:
        return content.public_address(factsheet)
    return settings.SITE_URL + reverse("link:factsheet", args=["0" * 64])


def complaints(proof: Proof) -> list[str]:
    """What is wrong with a page that has been drawn, in words."""
    said = []
    if proof.lines_over:
        over = pdf.Overflow(language=proof.language, lines=proof.lines_over)
        said.append(pdf.overflow_sentence(over))
    if proof.unprintable:
        said.append(pdf.unprintable_sentence(proof.unprintable))
    return said


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a language cannot go out, or what a person must say first."""

    language: str
    sentence: str
    may_be_accepted: bool = False
    passes: bool = False  # by itself, in a moment


def obstacles(factsheet: Factsheet, languages: Sequence[str]) -> list[Obstacle]:
    """Everything between the draft and its publication in these languages, each
    as a sentence."""
    complete = factsheet.languages()
    material = material_of(factsheet)
    proofs = order_proofs(
        factsheet=factsheet,
        languages=[language for language in languages if language in complete],
        material=material,
    )
    found = []
    for language in languages:
        if language not in complete:
            found.append(
                Obstacle(language, _("The title or the key message is missing."))
            )
            continue
        found += unwritten(material, language)
        found += unfit(proofs[language])
        found += out_of_step(factsheet, language)
        found += undecided(material, language)
    return found


def unwritten(material: Material, language: str) -> Iterator[Obstacle]:
    count = content.unwritten_asks(material, language)
    if count:
        sentence = ngettext(
            "%(count)s ask has no wording in this language.",
            "%(count)s asks have no wording in this language.",
            count,
        )
        yield Obstacle(language, sentence % {"count": count})


def unfit(proof: Proof) -> Iterator[Obstacle]:
    if proof.is_pending:
        sentence = _("The page is still being measured. Wait a moment.")
        yield Obstacle(proof.language, sentence, passes=True)
    elif proof.state == Proof.State.FAILED:
        yield Obstacle(proof.language, _("The page could not be drawn. Try again."))
    for said in complaints(proof):
        yield Obstacle(proof.language, said)


def out_of_step(factsheet: Factsheet, language: str) -> Iterator[Obstacle]:
    """What goes out only if a person says so."""
    states = Counter(block.state for block in factsheet.blocks(language))
    if count := states[BlockState.MISSING]:
        sentence = ngettext(
            "%(count)s text is not translated.",
            "%(count)s texts are not translated.",
            count,
        )
        yield Obstacle(language, sentence % {"count": count}, may_be_accepted=True)
    if count := states[BlockState.STALE]:
        sentence = ngettext(
            "%(count)s text is older than its source.",
            "%(count)s texts are older than their source.",
            count,
        )
        yield Obstacle(language, sentence % {"count": count}, may_be_accepted=True)


def undecided(material: Material, language: str) -> Iterator[Obstacle]:
    """Asks in the coalition's name that its people have not agreed to."""
    if count := sum(ask.proposal.is_draft for ask in material.asks):
        sentence = ngettext(
            "%(count)s ask is not agreed in the group yet.",
            "%(count)s asks are not agreed in the group yet.",
            count,
        )
        yield Obstacle(language, sentence % {"count": count}, may_be_accepted=True)
