from django.urls import path

from submissions.views import (
    cards,
    draft,
    exports,
    filing,
    history,
    imports,
    links,
    outline,
    partners,
    remarks,
    returns,
    sections,
    signing,
    stages,
    suggestions,
    sync,
)

app_name = "submissions"
urlpatterns = [
    # The outline
    path("", outline.index, name="list"),
    path("new/", outline.start, name="start"),
    path("<uuid:pk>/", outline.detail, name="detail"),
    path("<uuid:pk>/edit/", outline.edit, name="edit"),
    path("<uuid:pk>/groups/", partners.groups, name="groups"),
    path("<uuid:pk>/groups/<uuid:group_id>/end/", partners.take_out, name="end-group"),
    path("<uuid:pk>/check/<slug:language>/", outline.check, name="check"),
    path("<uuid:pk>/sections/new/", sections.new, name="new-section"),
    path("s/<uuid:pk>/", sections.edit, name="section"),
    path("s/<uuid:pk>/assign/", sections.assign, name="assign"),
    path("s/<uuid:pk>/move/", sections.move, name="move"),
    path("s/<uuid:pk>/remove/", sections.remove, name="remove"),
    path("s/<uuid:pk>/status/", sections.status, name="status"),
    # Who reads it from outside, and what leaves
    path("<uuid:pk>/links/", links.links, name="links"),
    path(
        "<uuid:pk>/links/<uuid:opening_id>/withdraw/",
        links.withdraw,
        name="withdraw-link",
    ),
    path("<uuid:pk>/download/<slug:language>.docx", exports.download, name="download"),
    path("<uuid:pk>/print/<slug:language>.pdf", exports.pdf, name="pdf"),
    path("<uuid:pk>/import/", imports.bring_in, name="import"),
    path("<uuid:pk>/from-word/", returns.from_word, name="from-word"),
    # Stages, and who signs
    path("<uuid:pk>/stage/", stages.stage, name="stage"),
    path("<uuid:pk>/wording/<slug:language>/", stages.wording, name="wording"),
    path(
        "<uuid:pk>/frozen/<slug:language>.docx", stages.frozen_file, name="frozen-file"
    ),
    path("<uuid:pk>/sign-on/", signing.sign_on, name="sign-on"),
    path("<uuid:pk>/sign-on/ask/", signing.ask, name="ask-to-sign"),
    path("<uuid:pk>/sign-on/again/", signing.ask_again, name="ask-again"),
    path("<uuid:pk>/sign-on/remind/", signing.remind, name="remind"),
    path("signs/<uuid:pk>/", signing.signature, name="signature"),
    path("signs/<uuid:pk>/link/", signing.link, name="signature-link"),
    path("signs/<uuid:pk>/take-back/", signing.take_back, name="signature-take-back"),
    # Handing it in
    path("<uuid:pk>/filing/", filing.filing, name="filing"),
    path("<uuid:pk>/filing/check/<slug:kind>/", filing.check, name="filing-check"),
    path("<uuid:pk>/filing/file/", filing.file, name="file"),
    path("<uuid:pk>/filing/take-back/", filing.take_back, name="take-filing-back"),
    path("<uuid:pk>/filing/receipt/", filing.receipt, name="receipt"),
    path("<uuid:pk>/filing/receipt/attach/", filing.attach, name="attach-receipt"),
    # Writing
    path("t/<uuid:pk>/", draft.page, name="text"),
    path("t/<uuid:pk>/cards/", cards.cards, name="cards"),
    path("t/<uuid:pk>/picker/", cards.picker, name="picker"),
    path("t/<uuid:pk>/compare/", history.compare, name="compare"),
    path("t/<uuid:pk>/compare/changes.docx", exports.redline, name="redline"),
    path("t/<uuid:pk>/purge/", history.purge, name="purge"),
    path("t/<uuid:pk>/versions/", history.versions, name="versions"),
    path("t/<uuid:pk>/versions/<uuid:version_id>/", history.version, name="version"),
    path(
        "t/<uuid:pk>/versions/<uuid:version_id>/restore/",
        history.restore,
        name="restore",
    ),
    path("decisions/", suggestions.decisions, name="decisions"),
    path("t/<uuid:pk>/decide/", suggestions.decide, name="decide"),
    path("t/<uuid:pk>/suggest/", suggestions.suggest, name="suggest"),
    path("t/<uuid:pk>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("t/<uuid:pk>/sync/", sync.sync, name="sync"),
    path("t/<uuid:pk>/threads/", remarks.threads, name="threads"),
]
