"""Files for the tests: small ones by hand, and hostile ones that no program writes."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import olefile

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "documents"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def fixture(name: str) -> bytes:
    """A file that LibreOffice wrote; those under a password got it by qpdf and msoffcrypto."""
    return (FIXTURES / name).read_bytes()


def pdf_of(pages: Iterable[str], *, resources: bytes = b"", extra: Iterable[bytes] = ()) -> bytes:
    """A PDF with these contents of pages, in PDF's own operators; ``extra`` objects begin at 4."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, *extra]
    kids = []
    for content in map(str.encode, pages):
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> %s >> >>" % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _written(objects)


def pdf_of_texts(*texts: str) -> bytes:
    """A PDF with a line of Latin letters on each page."""
    return pdf_of(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" for text in texts)


def scanned_pdf(pages: int, *, width: int = 60, height: int = 80) -> bytes:
    """A PDF whose pages are pictures, and have no text."""
    dots = zlib.compress(b"\xff" * (width * height))
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (width, height, len(dots), dots)
    )
    content = ["q 595 0 0 842 0 0 cm /Im1 Do Q"] * pages
    return pdf_of(content, resources=b"/XObject << /Im1 4 0 R >>", extra=[picture])


def packed(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """An archive with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def word(path: Path, body: str, *, before: str = "") -> Path:
    """A .docx with this body, in Word's own elements."""
    document = (
        f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    )
    return packed(path, {"word/document.xml": document})


def paragraph(text: str) -> str:
    """A paragraph of a .docx."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def slide(text: str, attributes: str = "") -> str:
    """A slide of a .pptx."""
    shape = f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
    return f'<p:sld xmlns:p="p" xmlns:a="a"{attributes}>{shape}</p:sld>'


def sheet(text: str) -> str:
    """A sheet of an .xlsx with one cell."""
    return f'<worksheet><row><c t="inlineStr"><is><t>{text}</t></is></c></row></worksheet>'


def with_lengths(path: Path, name: str, *lengths: int) -> Path:
    """A .doc, changed to say how many letters its parts have ([MS-DOC] 2.5.4)."""
    path.write_bytes(fixture(name))
    with olefile.OleFileIO(str(path), write_mode=True) as document:
        content = bytearray(document.openstream("WordDocument").read())
        struct.pack_into("<7i", content, 0x4C, *lengths)
        document.write_stream("WordDocument", bytes(content))
    return path


def declaring(path: Path, name: str, size: int) -> Path:
    """The archive, changed to say that a member unpacks to so many bytes."""
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = content.index(b"PK\x01\x02", entry + 1)
    struct.pack_into("<I", content, entry + 24, size)
    path.write_bytes(content)
    return path


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _written(objects: Iterable[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(places) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)
