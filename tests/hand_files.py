"""Binary files for the tests of loaders, made by hand: what is in them stands here, and no blob in the repository."""

import gzip
import io
import tarfile
import zipfile

from newskit.loaders import load_articles

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_HEAD = f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" xmlns:table="{OFFICE}table:1.0"><office:body>'
ODF_TAIL = "</office:body></office:document-content>"


def reasons(frame):
    """The reasons of a table's problems."""
    return [problem["reason"] for problem in frame.attrs["problems"]]


def load(folder, name, content):
    """What comes of a file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return load_articles(path)


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of name -> str or bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members, mode="w"):
    """A tar file of name -> bytes, or of name -> TarInfo (a link, say)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members.items():
            info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            data = b"" if isinstance(content, tarfile.TarInfo) else content
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def docx(blocks, title=None):
    """A Word document of (style, text), or of lists of rows for a table."""
    import docx as library

    document = library.Document()
    document.core_properties.author = ""
    document.core_properties.title = title or ""
    for block in blocks:
        if isinstance(block, list):
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(block[1], style=block[0])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def odt(body, kind="text", meta=""):
    """An OpenDocument file with this XML inside of its body."""
    content = f'<?xml version="1.0" encoding="UTF-8"?>{ODF_HEAD}<office:{kind}>{body}</office:{kind}>{ODF_TAIL}'
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}
    return zipped(members | ({"meta.xml": meta} if meta else {}))


def xlsx(*sheets):
    """An Excel file of lists of rows."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Blatt {number}")
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(*pages, extra=b""):
    """A PDF whose pages are lists of (x, y, size, text), in Helvetica with the letters of cp1252."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        draw = b"".join(
            b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (size, x, y, escaped(text)) for x, y, size, text in page
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start))
    return out.getvalue()


def escaped(text):
    return b"".join(b"\\" + bytes([c]) if c in b"()\\" else bytes([c]) for c in text.encode("cp1252"))


def warc(pages, packed=True):
    """A crawl of (address, status, content type, body); packed, each record is a gzip member of its own."""
    records = [record("warcinfo", None, "application/warc-fields", b"software: by hand\r\n")]
    for url, status, kind, body in pages:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        records.append(record("response", url, "application/http; msgtype=response", head + body))
    return b"".join(gzip.compress(one) if packed else one for one in records)


def record(kind, url, content_type, block):
    address = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: 2025-10-03T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
