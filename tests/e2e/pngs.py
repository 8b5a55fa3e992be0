"""Pictures as small as they can be."""

import zlib
from io import BytesIO
from struct import pack, unpack

from PIL import Image

COLOURS = 24
"""Enough for letters on one ground and a button."""


def few_colours(png: bytes) -> bytes:
    packed = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS).save(packed, "PNG")
    return packed.getvalue()


def smaller(png: bytes) -> bytes:
    """The same picture without what only machines read, packed as tightly as zlib can."""
    kept, data, at = [], b"", 8
    while at < len(png):
        length, kind = unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            data += body
        elif kind in {b"IHDR", b"PLTE", b"tRNS"}:
            kept.append((kind, body))
        at += length + 12
    kept += [(b"IDAT", zlib.compress(zlib.decompress(data), 9)), (b"IEND", b"")]
    chunks = [pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in kept]
    return png[:8] + b"".join(chunks)
