"""The paragraphs of a PDF file, put together again from its lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from generator.ingest.attachment_text.fonts import ignore_system_fonts
from generator.ingest.attachment_text.outcome import Limits, Outcome, Refused
from generator.ingest.attachment_text.paragraphs import paragraphs

ignore_system_fonts()


def read_pdf(path: Path, limits: Limits) -> Iterator[str]:
    """The paragraphs of a PDF file, in the order of its content.

    Raises Refused when it is encrypted or has too many pages, PdfiumError when it is no PDF.
    """
    with _opened(path) as document:
        pages = len(document)
        yield from paragraphs(_page_text(document, number) for number in range(min(pages, limits.pages)))
    if pages > limits.pages:
        raise Refused(Outcome.CUT_PAGES)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Refused(Outcome.ENCRYPTED) from None
        raise


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:  # the document keeps every page that is open
        text_page.close()
        page.close()
