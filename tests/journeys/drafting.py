"""A submission to draft in, made in the platform's own database."""

import json

SEED = """
import json
from django.utils import timezone
from groups.models import Group, Membership
from accounts.models import User
from submissions import copying, store, ydoc
from submissions.models import Participation, Section, Submission, Text

wanted = json.loads({wanted!r})
person = User.objects.get(email="rapporteur@demo.example")
group = Membership.objects.filter(user=person, role="rapporteur").first().group
submission = Submission.objects.create(
    review=group.review, title_en="Joint submission", title_ru="Совместное представление",
    source_language="ru", languages=["ru", "en"], word_budget=2815,
)
Participation.objects.create(submission=submission, group=group)
HEADINGS = [
    ("Who we are", "Кто мы", 240),
    ("Protection from domestic violence", "Защита от семейного насилия", 640),
    ("What we ask", "О чём мы просим", 600),
]
for order, (english, russian, budget) in enumerate(HEADINGS):
    section = Section.objects.create(
        submission=submission, order=order, heading_en=english, heading_ru=russian,
        word_budget=budget, group=group,
        guidance_ru="Что происходит на деле, где и с кем; чем это подтверждается.",
    )
    for language in submission.languages:
        Text.objects.create(section=section, language=language)
section = submission.sections.get(order=1)
now = timezone.now()
for language, nodes in wanted.items():
    text = section.texts.get(language=language)
    doc = store.load(text.pk).doc()
    update = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
    from django.db import transaction
    with transaction.atomic():
        store.add(store.lock(text.pk), update, author=person, at=now)
    copying.write_copy(text.pk, at=now)
print(json.dumps({{
    "ru": section.texts.get(language="ru").get_absolute_url(),
    "en": section.texts.get(language="en").get_absolute_url(),
    "section": str(section.pk), "group": str(group.pk),
}}))
"""

ASK = """
import json
from submissions import documents, store
from submissions.models import Text
text = Text.objects.get(pk={key!r})
document = documents.document_of(store.load(text.pk).doc())
print(json.dumps({{"plain": documents.plain(document), "document": document}}))
"""


def last_line(said: str) -> dict:
    return json.loads(said.strip().splitlines()[-1])


def begin(platform, **nodes) -> dict:
    """A new submission of the rapporteur's group; `nodes` by language stand in its
    second section. The addresses of its two texts."""
    wanted = json.dumps(nodes)
    return last_line(platform.manage("shell", "-c", SEED.format(wanted=wanted)))


def on_server(platform, address: str) -> dict:
    """The text as the server has it now, read from its log."""
    key = address.rstrip("/").rpartition("/")[2]
    return last_line(platform.manage("shell", "-c", ASK.format(key=key)))


def paragraph(words: str, **attrs) -> dict:
    """As the editor writes it; ids come from the order in which tests ask."""
    paragraph.count += 1
    key = f"b{paragraph.count:010d}"
    content = [{"type": "text", "text": words}] if words else []
    return {
        "type": "paragraph",
        "attrs": {"id": key, "numbered": True, **attrs},
        "content": content,
    }


paragraph.count = 0
