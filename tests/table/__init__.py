"""Which addresses there are, who may open them, and what each answers to whom: a new one without a row fails."""

from tests.table import (
    agendas,
    delegations,
    documents,
    editor,
    host,
    memory,
    offers,
    organizations,
    photos,
    posts,
    provenance,
    reports,
)

TABLE = [
    *organizations.ROWS,
    *delegations.ROWS,
    *host.ROWS,
    *agendas.ROWS,
    *editor.ROWS,
    *offers.ROWS,
    *memory.ROWS,
    *documents.ROWS,
    *provenance.ROWS,
    *photos.ROWS,
    *posts.ROWS,
    *reports.ROWS,
]
