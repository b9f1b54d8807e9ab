"""The one address over which a text is written together."""

import base64
import binascii
import json
import re
from typing import Any

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.access import access
from core.middleware import note_person
from submissions import drafting, encoding, guard, queries
from submissions.models import Text
from submissions.models.drafting import EMPTY_STATE

WINDOW = re.compile(r"[a-z0-9]{8,16}")
BLOCK = re.compile(r"[a-z0-9]{0,24}")
BIG = 1 << 53


class Unreadable(Exception):
    """The body is not what the editor sends."""


@access("signed_in")
@require_POST
def sync(request, review_id, pk):
    """See docs/drafting.md for the exchange."""
    text = Text.objects.for_exchange(request.user, review=review_id, pk=pk)
    if text is None:
        raise Http404
    at = timezone.now()
    try:
        body = _read_body(request)
        asked = _asked(body)
    except Unreadable:
        return JsonResponse({"error": "unreadable"}, status=400)
    if body.get("leaving") is True:
        drafting.leave(text, user=request.user, window=asked.window)
    try:
        answer = drafting.sync(text, asked, user=request.user, at=at)
    except drafting.CannotSync as refusal:
        return JsonResponse(
            {
                "error": refusal.code,
                "sentence": str(refusal),
                "level": int(text.level),
                "agreed": text.section.is_agreed,
                "epoch": text.epoch,
                "state": _written(bytes(text.state_vector)),
            },
            status=refusal.status,
        )
    if answer.took or body.get("typed") is True:
        note_person(request)
    said = {
        "seq": answer.seq,
        "updates": [_written(update) for update in answer.updates],
        "took": answer.took,
        "at": at.isoformat(timespec="seconds"),
        "level": int(text.level),
        "agreed": text.section.is_agreed,
    }
    if body.get("here", True) is not False and body.get("leaving") is not True:
        present = drafting.meet(
            text,
            user=request.user,
            window=asked.window,
            block=asked.block,
            typed=bool(body.get("typed")) or answer.took,
            at=at,
        )
        said["here"] = _called(present, text, user=request.user, at=at)
    return JsonResponse(said)


sync.asks_by_itself = True


def _called(present, text: Text, *, user, at) -> list[dict]:
    if not present:
        return []
    # Where nobody's part is confidential `names_for` would say the same.
    called = text.hides_people and queries.names_for(
        user, text.section.submission, people={row.user_id for row in present}
    )
    return [
        {
            "name": called[row.user_id].short if called else row.user.initials,
            "block": row.block,
            "typing": bool(row.typed_at and at - row.typed_at < drafting.TYPING_FOR),
        }
        for row in present
    ]


def _read_body(request) -> dict[str, Any]:
    # A form's body may have been read before us, and cannot be read twice.
    if request.content_type != "application/json":
        raise Unreadable
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(body, dict):
        raise Unreadable
    return body


def _asked(body: dict[str, Any]) -> drafting.Asked:
    window, block = body.get("window"), body.get("block", "")
    if not isinstance(window, str) or not WINDOW.fullmatch(window):
        raise Unreadable
    if not isinstance(block, str) or not BLOCK.fullmatch(block):
        raise Unreadable
    state = _bytes(body, "state") or EMPTY_STATE
    try:
        encoding.read_state(state)
    except guard.Refused:
        raise Unreadable from None
    return drafting.Asked(
        schema=_number(body, "schema"),
        epoch=_number(body, "epoch"),
        seq=_number(body, "seq"),
        state=state,
        update=_bytes(body, "update"),
        window=window,
        block=block,
    )


def _number(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < BIG:
        raise Unreadable
    return value


def _bytes(body: dict[str, Any], name: str) -> bytes:
    value = body.get(name)
    if value is None:
        return b""
    if not isinstance(value, str):
        raise Unreadable
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable from None


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()
