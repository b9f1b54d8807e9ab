"""What the demo's groups ask for, and their factsheets."""

from datetime import datetime, timedelta
from typing import Any

from catalogue.models import Term
from core.translations import digest
from factsheets import actions, proving, publishing, tasks
from factsheets.blocks import place_of
from factsheets.models import Factsheet
from proposals import actions as proposing
from proposals.models import Proposal
from recommendations.models import Recommendation
from workspace.demo import datafiles
from workspace.demo.cast import Cast
from workspace.demo.datafiles import in_languages

HOUR = timedelta(hours=1)
type Record = dict[str, Recommendation]
type Proposals = dict[str, Proposal]


def write_proposals(cast: Cast, record: Record, *, at: datetime) -> Proposals:
    """Written by each group, agreed by its rapporteur, adopted by the coordinator."""
    topics = {term.key: term for term in Term.objects.of("topics")}
    written = {}
    for row in datafiles.proposals():
        rapporteur = cast.in_group(row["group"], "rapporteur")
        proposal = proposing.write_proposal(
            group=cast.groups[row["group"]],
            actor=cast.in_group(row["group"], "drafter"),
            at=at,
            words={"kind": row["kind"], **in_languages("wording", row["wording"])},
            terms=[topics[key] for key in row["topics"]],
            follows=[record[key] for key in row["follows"]],
        )
        if row["status"] != Proposal.Status.DRAFT:
            proposal = proposing.agree_proposal(
                proposal_id=proposal.pk,
                version=proposal.version,
                actor=rapporteur,
                at=at + HOUR,
            )
        if row["status"] == Proposal.Status.ADOPTED:
            proposal = proposing.adopt_proposal(
                proposal_id=proposal.pk,
                version=proposal.version,
                actor=cast.people["coordinator"],
                at=at + 2 * HOUR,
            )
        written[row["key"]] = proposal
    return written


def write_factsheets(
    cast: Cast, record: Record, proposals: Proposals, *, at: datetime
) -> list[Factsheet]:
    return [
        Sheet(cast, row, at=at).carry_out(record, proposals)
        for row in datafiles.factsheets()
    ]


class Sheet:
    """One factsheet on its way: started, written, translated, sent on."""

    def __init__(self, cast: Cast, row: dict[str, Any], *, at: datetime):
        self.row = row
        self.group = cast.groups[row["group"]]
        self.rapporteur = cast.in_group(row["group"], "rapporteur")
        self.translator = cast.in_group(row["group"], "translator")
        self.at = at
        self.source = row["source_language"]
        self.texts: dict[str, dict[str, str]] = row["texts"]

    def carry_out(self, record: Record, proposals: Proposals) -> Factsheet:
        self.factsheet = actions.start_factsheet(
            group=self.group,
            actor=self.rapporteur,
            at=self.at,
            source_language=self.source,
            title=self.as_first_written("title"),
        )
        self.choose(record, proposals)
        for key in self.texts:
            self.write(key, self.source, self.as_first_written(key))
        for key, texts in self.texts.items():
            self.translate(key, texts)
        for key in self.row.get("before", {}):  # the source moves on: others are stale
            self.write(key, self.source, self.texts[key][self.source])
        self.send_on()
        return self.factsheet

    def as_first_written(self, key: str) -> str:
        before = self.row.get("before", {})
        return before.get(key) or self.texts[key][self.source]

    def choose(self, record: Record, proposals: Proposals) -> None:
        common = {
            "factsheet_id": self.factsheet.pk,
            "actor": self.rapporteur,
            "at": self.at,
        }
        past = self.row.get("past", [])
        actions.choose_recommendations(
            recommendations=[record[row["recommendation"]] for row in past], **common
        )
        actions.choose_asks(
            proposals=[proposals[key] for key in self.row["asks"]], **common
        )
        for row, chosen in zip(past, self.factsheet.chosen.on_page(), strict=True):
            actions.judge_recommendation(
                chosen_id=chosen.pk, level=row["level"], **common
            )
            for field in ("headline", "outcome"):
                for language, text in row[field].items():
                    self.write(f"past.{chosen.pk}.{field}", language, text)
        if "chart_rows" in self.row:
            self.write("chart_rows", "", self.row["chart_rows"])

    def translate(self, key: str, texts: dict[str, str]) -> None:
        for language, text in texts.items():
            if language == self.source:
                continue
            self.write(key, language, text)
            if self.is_to_be_published:
                actions.agree_block(
                    factsheet_id=self.factsheet.pk,
                    key=key,
                    language=language,
                    actor=self.translator,
                    at=self.at + HOUR,
                )

    def write(self, key: str, language: str, text: str) -> None:
        """As the editor does: from the text that stands there now."""
        is_source = language in {self.source, ""}
        actions.write_block(
            factsheet_id=self.factsheet.pk,
            key=key,
            language=language,
            text=text,
            base=digest(place_of(self.fresh(), key, language).text),
            actor=self.rapporteur if is_source else self.translator,
            at=self.at,
        )

    def fresh(self) -> Factsheet:
        return Factsheet.objects.get(pk=self.factsheet.pk)

    @property
    def is_to_be_published(self) -> bool:
        return self.row["status"] == Factsheet.Status.PUBLISHED

    def send_on(self) -> None:
        if self.row["status"] == Factsheet.Status.REVIEW:
            actions.send_for_review(
                factsheet_id=self.factsheet.pk, actor=self.rapporteur, at=self.at + HOUR
            )
        elif self.is_to_be_published:
            self.publish()

    def publish(self) -> None:
        """The proofs are drawn here and now: at the first start no worker runs
        yet. The PDFs wait for it."""
        languages = sorted(self.texts["title"])
        for language in languages:
            proof = proving.order_proof(factsheet=self.fresh(), language=language)
            tasks.prove(job_id=str(proof.pk))
        publishing.publish(
            factsheet_id=self.factsheet.pk,
            languages=languages,
            accepts_gaps=False,
            actor=self.rapporteur,
            at=self.at + 2 * HOUR,
        )
