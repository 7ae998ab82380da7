"""PDF files drawn piece by piece, with a text layer in GBK."""

from collections.abc import Sequence
from math import cos, radians, sin

Drawn = tuple[str, float, float] | tuple[str, float, float, float] | tuple[str, float, float, float, float]
"""Text, x, y, and if not 12 points upright, size and angle in degrees."""

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /GBK-EUC-H /DescendantFonts"
    b" [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
)


def drawn_pdf(*pages: Sequence[Drawn]) -> bytes:
    """A PDF of A4 pages, each a list of texts with their places from the lower left."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT,
    ]
    for n, page in enumerate(pages):
        stream = "\n".join(map(_shown, page)).encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _shown(drawn: Drawn) -> str:
    text, x, y, size, angle = (*drawn, 12.0, 0.0)[:5] if len(drawn) != 4 else (*drawn, 0.0)
    c, s = cos(radians(angle)), sin(radians(angle))
    return f"BT /F1 {size} Tf {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x} {y} Tm <{text.encode('gbk').hex()}> Tj ET"


def _assembled(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return data + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(data)
