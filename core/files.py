"""Files by their content. One way in, one way out, no public address."""

import hashlib
import os
import re
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef
from django.http import FileResponse, HttpResponse
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag

from core.models import StoredFile

# More digits than any file has bytes are no range, and Python reads no number of
# several thousand.
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def path_of(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest[2:]


def store(content: bytes, *, content_type: str) -> StoredFile:
    """Keep the bytes and return their row; the same bytes are kept once.

    Written beside its place, flushed, then renamed: a crash leaves either the
    whole file or none.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    with transaction.atomic():  # the row is held until the bytes are there
        stored = claimed_row(digest, size=len(content), content_type=content_type)
        if not target.exists():
            write_whole(target, content)
    return stored


def claimed_row(digest: str, *, size: int, content_type: str) -> StoredFile:
    """The row of these bytes, fresh and locked. `forget_unused` may take it away
    between the look and the touch: then it is made again."""
    while True:
        stored, _created = StoredFile.objects.get_or_create(
            digest=digest, defaults={"size": size, "content_type": content_type}
        )
        touched = StoredFile.objects.filter(pk=stored.pk).update(
            updated_at=timezone.now()
        )
        if touched:
            return stored


def write_whole(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).replace(target)


UNUSED_FOR = timedelta(hours=1)


def forget_unused(*, at: datetime, limit: int = 500) -> int:
    """Delete files that no row refers to and nobody has stored for an hour: the
    proofs of older words, above all. Returns how many.

    The row goes in the same transaction as the bytes; whoever stores the same
    bytes meanwhile waits for its lock and begins anew.
    """
    used = [
        ~Exists(
            field.related_model._base_manager.filter(
                **{field.field.name: OuterRef("pk")}
            )
        )
        for field in StoredFile._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel)
    ]
    with transaction.atomic():
        unused = list(
            StoredFile.objects.filter(*used, updated_at__lt=at - UNUSED_FOR)
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("pk")[:limit]
        )
        StoredFile.objects.filter(pk__in=[stored.pk for stored in unused]).delete()
        for stored in unused:
            path_of(stored.digest).unlink(missing_ok=True)
    return len(unused)


def read(stored: StoredFile) -> bytes:
    """The bytes. Raises FileNotFoundError if the disk lost them."""
    return path_of(stored.digest).read_bytes()


def send_file(
    request: HttpRequest, stored: StoredFile, *, filename: str, inline: bool = False
) -> HttpResponseBase:
    """Answer with the file: ETag, one Range, a Latin file name, never sniffed.

    The caller has decided that this person may have it.
    """
    etag = quote_etag(stored.digest[:32])
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; "
        f'filename="{quote(filename, safe=" .-_")}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        if not inline
        else "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'",
    }
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in known or "*" in known:
        # All of them: a cache keeps the file under the headers that come last.
        return HttpResponse(status=304, headers=headers)

    response: HttpResponseBase
    span = asked_range(request, size=stored.size, etag=etag)
    if span is None:
        response = FileResponse(
            path_of(stored.digest).open("rb"), content_type=stored.content_type
        )
        response.headers["Content-Length"] = str(stored.size)
    elif not span:
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{stored.size}"}
        )
    else:
        with path_of(stored.digest).open("rb") as file:
            file.seek(span.start)
            part = file.read(len(span))
        response = HttpResponse(part, status=206, content_type=stored.content_type)
        response.headers["Content-Range"] = (
            f"bytes {span.start}-{span.stop - 1}/{stored.size}"
        )
    for name, value in headers.items():
        response.headers[name] = value
    return response


def asked_range(request: HttpRequest, *, size: int, etag: str) -> range | None:
    """The one range asked for; None for the whole file; an empty range for one
    that cannot be had. Several ranges, or a range of another version, mean the
    whole file."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first and not last:
        return None
    if not first:
        return range(max(size - int(last), 0), size)
    stop = min(int(last) + 1, size) if last else size
    return range(int(first), stop) if int(first) < stop else range(0)
