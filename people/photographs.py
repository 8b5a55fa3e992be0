"""A photograph as it may be kept: a JPEG or PNG, read part by part and written anew without what is not the picture.

Telephones write where and when a picture was taken into it: the address of a foster home must not leave with it. What
stays is what is needed to draw the picture, and which way up it is. Formats: ITU T.81, Exif 2.3, PNG 1.2.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_SIDE = 12_000
"""Pixels. No camera in use makes more; a picture that says so would only stop the browser that draws it."""

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
EXIF, JFIF, ADOBE = b"Exif\0\0", b"JFIF\0", b"Adobe"
NO_PHOTOGRAPH = "This is not a photograph that we can keep. Save it as a JPEG or a PNG and choose it again."
BROKEN = "This photograph is broken: part of it is missing. Choose it again, or another."
TOO_MANY_PIXELS = f"This picture is larger than {LARGEST_SIDE} pixels across. Save it smaller."

_SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TABLES = {0xC4, 0xDB, 0xDD, 0xCC}
_SOS, _EOI, _APP0, _APP1, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xEE
_ORIENTATION = 0x0112
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"}


class NotAPhotograph(Exception):
    """What was sent cannot be kept; says why in words for the person at the screen."""


@dataclass(frozen=True)
class Clean:
    """The picture alone; `width` and `height` in pixels as they are stored, before it is turned upright.

    `is_drawn` when there is anything in it to draw.
    """

    content_type: str
    width: int
    height: int
    data: bytes
    is_drawn: bool

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def cleaned(image: bytes) -> Clean:
    """The photograph without anything beside the picture. Raises NotAPhotograph."""
    try:
        if image.startswith(JPEG):
            clean = _jpeg(image)
        elif image.startswith(PNG):
            clean = _png(image)
        else:
            raise NotAPhotograph(NO_PHOTOGRAPH)
    except (struct.error, IndexError) as error:
        raise NotAPhotograph(BROKEN) from error
    if not (clean.width and clean.height and clean.is_drawn):
        raise NotAPhotograph(BROKEN)
    if max(clean.width, clean.height) > LARGEST_SIDE:
        raise NotAPhotograph(TOO_MANY_PIXELS)
    return clean


def _jpeg(image: bytes) -> Clean:
    width = height = 0
    upright, head, rest, drawn = 1, b"", b"", b""
    for marker, body, scan in _segments(image):
        if marker in _SOF:
            height, width = struct.unpack(">HH", body[1:5])
        if marker == _APP1 and body.startswith(EXIF):
            upright = _orientation(body[len(EXIF) :])
        elif marker == _APP0 and body.startswith(JFIF):
            head += _segment(_APP0, body[:12] + b"\0\0")  # without the small picture that it may hold
        elif marker in _SOF | _TABLES | {_SOS} or (marker == _APP14 and body.startswith(ADOBE)):
            rest += _segment(marker, body) + scan
            drawn += scan[:1]
    turned = _segment(_APP1, EXIF + _only_orientation(upright)) if upright != 1 else b""
    return Clean("image/jpeg", width, height, JPEG + head + turned + rest + b"\xff\xd9", bool(drawn))


def _segments(image: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body and, after a start of scan, the coded picture. What comes after the end of the image is dropped."""
    place = 2
    while True:
        if image[place] != 0xFF:
            raise NotAPhotograph(BROKEN)
        while image[place] == 0xFF:
            place += 1
        marker = image[place]
        place += 1
        if marker == _EOI:
            return
        (length,) = struct.unpack(">H", image[place : place + 2])
        body = image[place + 2 : place + length]
        if length < 2 or len(body) != length - 2:
            raise NotAPhotograph(BROKEN)
        place += length
        end = _end_of_scan(image, place) if marker == _SOS else place
        yield marker, body, image[place:end]
        place = end


def _end_of_scan(image: bytes, place: int) -> int:
    """Where the next marker is: in the coded picture 0xFF is followed by 0 or by a restart."""
    while True:
        place = image.find(b"\xff", place)
        if place < 0 or place + 1 >= len(image):
            raise NotAPhotograph(BROKEN)
        following = image[place + 1]
        if following and following != 0xFF and not 0xD0 <= following <= 0xD7:
            return place
        place += 1 if following == 0xFF else 2


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _orientation(tiff: bytes) -> int:
    """Which way up, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack(order + "L", tiff[4:8])
        (count,) = struct.unpack(order + "H", tiff[first : first + 2])
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack(order + "HHLH", tiff[entry : entry + 10])
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_orientation(upright: int) -> bytes:
    entry = struct.pack(">HHLHH", _ORIENTATION, 3, 1, upright, 0)
    return b"MM\0*" + struct.pack(">LH", 8, 1) + entry + b"\0\0\0\0"


def _png(image: bytes) -> Clean:
    width = height = 0
    kept, place, kind, drawn = PNG, len(PNG), b"", b""
    while kind != b"IEND":
        (length,) = struct.unpack(">L", image[place : place + 4])
        kind = image[place + 4 : place + 8]
        body = image[place + 8 : place + 8 + length]
        (sum_given,) = struct.unpack(">L", image[place + 8 + length : place + 12 + length])
        if len(body) != length or zlib.crc32(kind + body) != sum_given:
            raise NotAPhotograph(BROKEN)
        if kind == b"IHDR":
            width, height = struct.unpack(">LL", body[:8])
        if kind in _PNG_KEPT:
            kept += image[place : place + 12 + length]
        if kind == b"IDAT":
            drawn += body[:1]
        place += 12 + length
    return Clean("image/png", width, height, kept, bool(drawn))
