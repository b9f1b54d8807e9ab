"""Sending for translation; a packet, one text of it after the other, and its file."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from core.words import worded
from factsheets.models import Factsheet
from groups.models import Group
from proposals.models import Proposal
from submissions.models import Submission
from workspace import gathering, packet_desk, packet_returns, packets
from workspace.models import Packet
from workspace.packet_files import render_packet
from workspace.packet_forms import ItemForm, ReturnForm, SendForm

WRITING = require_http_methods(["GET", "HEAD", "POST"])
LANGUAGES = dict(settings.LANGUAGES)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# Sending


def load_subject(request, review_id, kind, pk):
    """Known to those to whom the work is open; sent by who may send it."""
    user = request.user
    match gathering.KINDS.get(kind):
        case None:
            raise Http404
        case model if model is Group:
            rows = Group.objects.open_to(user).select_related("review__state")
        case model if model is Submission:
            rows = Submission.objects.open_to(user).select_related("review__state")
        case model:
            rows = model.objects.worked_on_by(user).for_page()
    subject = get_object_or_404(rows, pk=pk, review=review_id)
    require_perm(user, f"{subject._meta.app_label}.translate_{kind}", subject)
    return subject


def source_of(subject) -> str:
    return getattr(subject, "source_language", "") or "ru"


def name_of(subject):
    match subject:
        case Group():
            subject.opened = True
            return subject.name
        case Submission():
            return subject.title
        case Factsheet():
            return worded(subject, "title")
        case Proposal():
            return subject.wording
    return ""


def direction(request, subject) -> tuple[str, str]:
    """From which language into which: as the address says, else the usual way."""
    own = source_of(subject)
    is_group = isinstance(subject, Group)
    source = request.GET.get("from", own) if is_group else own
    source = source if source in LANGUAGES else own
    usual = "en" if source != "en" else "ru"
    into = request.GET.get("into", usual)
    return source, into if into in LANGUAGES and into != source else usual


def ways(subject, chosen) -> list[dict]:
    sources = LANGUAGES if isinstance(subject, Group) else [source_of(subject)]
    return [
        {
            "query": f"?from={source}&into={into}",
            "source": LANGUAGES[source],
            "into": LANGUAGES[into],
            "is_here": (source, into) == chosen,
        }
        for source in sources
        for into in LANGUAGES
        if into != source
    ]


@access("signed_in")
@WRITING
def translate(request, review_id, kind, pk):
    """What is missing or stale, and the form that sends it."""
    subject = load_subject(request, review_id, kind, pk)
    source, into = direction(request, subject)
    form = SendForm(request.POST or None, subject=subject, sender=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            packet, token = send(request, form, source=source, into=into)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if token:
                path = reverse("packet_link:packet", args=[token])
                request.session[f"packet {packet.pk}"] = settings.SITE_URL + path
            messages.success(request, _("Sent. You hear when it is done."))
            return redirect(packet)
    order = packets.Order(
        subject=subject,
        source_language=source,
        language=into,
        due_on=timezone.localdate(),
    )
    blocks = packets.to_send(request.user, order, review=subject.review)
    context = {
        "review": subject.review,
        "subject": subject,
        "name": name_of(subject),
        "form": form,
        "ways": ways(subject, (source, into)),
        "into": into,
        "into_name": LANGUAGES[into],
        "texts": len(blocks),
        "words": sum(gathering.words_in(block.source) for block in blocks),
        "stale": sum(bool(block.text) for block in blocks),
        "sent": packet_desk.sent_about(subject, user=request.user, at=timezone.now()),
    }
    status = 422 if form.errors else 200
    return render(request, "workspace/translate.html", context, status=status)


def send(request, form, *, source, into):
    """The packet, and the token of a guest's link if one was made."""
    terms = {
        "order": form.order(source=source, into=into),
        "actor": request.user,
        "at": timezone.now(),
    }
    through = form.through()
    if through is None:
        return packets.send_to_guest(label=form.cleaned_data["label"], **terms)
    packet = packets.send_to_person(reader=through.user, through=through, **terms)
    return packet, ""


# A packet


def load_packet(request, review_id, pk) -> Packet:
    rows = packet_desk.counted(Packet.objects.visible_to(request.user)).for_page()
    return get_object_or_404(rows, pk=pk, review=review_id)


def page(request, packet, *, form=None, returned=None):
    context = {
        **packet_desk.packet_context(
            packet, today=packet_desk.today_of(request.user, timezone.now())
        ),
        "form": form or ReturnForm(),
        "returned": returned,
        "new_link": request.session.pop(f"packet {packet.pk}", ""),
    }
    status = 422 if form and form.errors else 200
    return render(request, "workspace/packet.html", context, status=status)


@access("signed_in")
@require_safe
def packet(request, review_id, pk):
    return page(request, load_packet(request, review_id, pk))


@access("signed_in")
@require_POST
def bring_back(request, review_id, pk):
    """What became of the file is said on the page that answers."""
    found = load_packet(request, review_id, pk)
    form = ReturnForm(request.POST, request.FILES)
    returned = take_file(found, form, by=request.user)
    return page(
        request, load_packet(request, review_id, pk), form=form, returned=returned
    )


def take_file(packet, form, *, by):
    if not form.is_valid():
        return None
    try:
        return packet_returns.bring_back(
            packet=packet, rows=form.cleaned_data["file"], by=by, at=timezone.now()
        )
    except ActionRefused as refusal:
        form.add_error("file", str(refusal))
        return None


@access("signed_in")
@require_safe
def take_out(request, review_id, pk):
    return as_file(load_packet(request, review_id, pk))


def as_file(packet):
    items = list(packet.items.order_by("order"))
    names = gathering.names_of(items)
    response = HttpResponse(
        render_packet(packet, items, names=names), content_type=DOCX
    )
    name = f"translation-{packet.source_language}-{packet.language}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@access("signed_in")
@require_POST
def close(request, review_id, pk):
    found = load_packet(request, review_id, pk)
    require_perm(request.user, "workspace.close_packet", found)
    packets.close_packet(packet=found, actor=request.user, at=timezone.now())
    messages.success(request, _("Closed. It opens nothing any more."))
    return redirect(found)


# One text after the other


@access("signed_in")
@WRITING
def item(request, review_id, pk, order):
    found = load_packet(request, review_id, pk)
    row = get_object_or_404(found.items, order=order)
    form = ItemForm(request.POST if request.method == "POST" else None)
    typed, refusal = None, ""
    if request.method == "POST":
        typed = request.POST.get("text", "")[:20_000]
        if form.is_valid():
            try:
                saved = packets.save_item(
                    packet=found,
                    order=order,
                    handed=form.handed(),
                    by=request.user,
                    at=timezone.now(),
                )
            except ActionRefused as refused:
                refusal = str(refused)
            else:
                if saved.is_kept:
                    return redirect(after(request, found, order))
                refusal = saved.refusal
            row.refresh_from_db()
        else:
            refusal = next(iter(form.errors.values()))[0]
    context = {
        **packet_desk.item_context(found, row, user=request.user, typed=typed),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "workspace/packet_item.html", context, status=status)


def after(request, packet, order):
    """The next text that waits; when none does, the packet, which says so."""
    if following := packet_desk.next_open(packet, order):
        return reverse(
            "workspace:packet-item", args=[packet.review_id, packet.pk, following]
        )
    messages.success(request, _("All of it is translated. Whoever sent it is told."))
    return packet.get_absolute_url()
