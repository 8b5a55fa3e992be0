"""Small pictures for tests, made byte by byte: a JPEG as a telephone writes it, a PNG, and broken ones."""

import struct
import zlib

SECRET_PLACE = b"GPS 52.5862 N 2.1286 W"


def png(width: int = 3, height: int = 4, *, said: bytes = b"") -> bytes:
    """Grey; `said` is written into it as text."""
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    text = chunk(b"tEXt", b"Comment\0" + said) if said else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def jpeg(width: int = 3, height: int = 4, *, upright: int = 1, order: str = ">", more: bytes = b"") -> bytes:
    """With Exif that says which way up and where it was taken, a small picture in JFIF, a comment, and `more` after."""
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01" + b"\xaa\xbb\xcc"),
            segment(0xE1, b"Exif\0\0" + exif(upright, order) + SECRET_PLACE),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET_PLACE),
            segment(0xFE, SECRET_PLACE),
            segment(0xDB, b"\0" + b"\x01" * 64),
            segment(0xC0, size),
            segment(0xC4, b"\0" + b"\0" * 16),
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            b"\x12\xff\x00\x34\xff\xd0\x56\xff\xff\xd9",
            more,
        )
    )


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(upright: int, order: str) -> bytes:
    mark = b"MM\0*" if order == ">" else b"II*\0"
    other = struct.pack(order + "HHLHH", 0x0100, 3, 1, 7, 0)
    entry = struct.pack(order + "HHLHH", 0x0112, 3, 1, upright, 0)
    return mark + struct.pack(order + "LH", 8, 2) + other + entry + b"\0\0\0\0"


def drawn() -> bytes:
    """A PNG that a browser draws, 60 pixels wide."""
    return png(60, 80)
