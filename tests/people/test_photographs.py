"""A photograph is kept as the picture alone: where a telephone took it does not go with it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.access import ActionRefused
from accounts.models import User
from people.actions import keep_photograph
from people.history import history_of
from people.models import Photograph, ReadLog, YoungPerson
from people.photographs import NotAPhotograph, cleaned
from tests.people.pictures import SECRET_PLACE, chunk, jpeg, png, segment

URL = "/young-people/YP00096/around/photograph/"
IMAGE = "/young-people/YP00096/around/photograph/image/"


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("me.jpg", data, content_type="image/jpeg")


def test_where_it_was_taken_and_what_comes_after_the_picture_are_taken_out() -> None:
    clean = cleaned(jpeg(more=b"a second picture " + SECRET_PLACE))
    assert (clean.content_type, clean.width, clean.height) == ("image/jpeg", 3, 4)
    assert SECRET_PLACE not in clean.data
    assert b"\xaa\xbb\xcc" not in clean.data
    assert b"\x12\xff\x00\x34\xff\xd0\x56" in clean.data
    assert clean.data.endswith(b"\xff\xd9")
    assert cleaned(clean.data).data == clean.data


@pytest.mark.parametrize("order", ["<", ">"])
def test_which_way_up_stays(order: str) -> None:
    clean = cleaned(jpeg(upright=6, order=order))
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in clean.data
    assert b"Exif" not in cleaned(jpeg(upright=1, order=order)).data
    assert b"Exif" not in cleaned(jpeg(upright=99, order=order)).data


@pytest.mark.parametrize("tiff", [b"", b"XX\0*", b"MM\0*\0\0\0\x08\0\x09", b"MM\0*\0\0\0\x08\0\0"])
def test_exif_that_says_nothing_of_use_is_no_harm(tiff: bytes) -> None:
    picture = jpeg().replace(segment(0xFE, SECRET_PLACE), segment(0xE1, b"Exif\0\0" + tiff))
    assert cleaned(picture).width == 3


def test_colours_as_some_programs_write_them_are_kept() -> None:
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01")
    assert adobe in cleaned(jpeg().replace(segment(0xFE, SECRET_PLACE), adobe)).data


def test_a_png_loses_its_words() -> None:
    clean = cleaned(png(said=SECRET_PLACE) + b"and more")
    assert (clean.content_type, clean.width, clean.height) == ("image/png", 3, 4)
    assert clean.data == png()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a photograph that we can keep"),
        (b"GIF89a", "not a photograph that we can keep"),
        (b"<svg onload='alert(1)'/>", "not a photograph that we can keep"),
        (jpeg()[:-12], "broken"),
        (jpeg()[:-1], "broken"),
        (jpeg()[:40], "broken"),
        (b"\xff\xd8\xff\xd9", "broken"),
        (b"\xff\xd8\x00\x00", "broken"),
        (b"\xff\xd8\xff\xe0\x00\x00", "broken"),
        (png()[:-6], "broken"),
        (png()[:-1] + b"x", "broken"),
        (png().replace(chunk(b"IEND", b""), b""), "broken"),
        (png(0, 4), "broken"),
        (png(13_000, 1), "larger than 12000 pixels"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(NotAPhotograph, match=words):
        cleaned(data)


@pytest.mark.django_db
class TestPages:
    def test_it_is_added_shown_changed_and_taken_out(self, signed_in, worker: User, kayden: YoungPerson) -> None:
        client = signed_in(worker)
        assert "No photograph on file." in client.get("/young-people/YP00096/around/").text
        done = client.post(URL, {"image": upload(jpeg()), "taken_on": "1 June 2026"}, follow=True)
        assert "The photograph is kept." in done.text
        kept = Photograph.objects.get()
        assert (kept.taken_on, kept.added_by) == (date(2026, 6, 1), worker)
        assert f"{IMAGE}?of={kept.fingerprint[:12]}" in done.text
        answer = client.get(IMAGE)
        assert answer.content == cleaned(jpeg()).data
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert "private" in answer["Cache-Control"]
        assert client.get(IMAGE, headers={"If-None-Match": answer["ETag"]}).status_code == 304

        version = client.get(URL).context["form"]["version"].value()
        client.post(URL, {"image": upload(png()), "version": version})
        assert Photograph.objects.get().content_type == "image/png"

        assert "is not kept anywhere" in client.post(f"{URL}remove/", follow=True).text
        assert client.get(IMAGE).status_code == 404
        assert [change.what for change in history_of(kept)] == ["Deleted", "Changed", "Recorded"]

    def test_reading_it_is_written_down(self, signed_in, worker: User, kayden: YoungPerson) -> None:
        keep_photograph(actor=worker, young_person=kayden, image=jpeg())
        signed_in(worker).get(IMAGE)
        assert ReadLog.objects.get().page == "people:photograph_image"

    def test_another_team_does_not_get_it(self, signed_in, worker, other_worker: User, outsider, kayden) -> None:
        keep_photograph(actor=worker, young_person=kayden, image=jpeg())
        assert signed_in(other_worker).get(IMAGE).status_code == 404
        assert signed_in(outsider).get(IMAGE).status_code == 403

    @pytest.mark.parametrize(
        ("typed", "field", "words"),
        [
            ({"version": "0"}, "image", "Choose a photograph."),
            ({"image": upload(b"GIF89a")}, "image", "Save it as a JPEG or a PNG"),
            ({"image": upload(jpeg()), "taken_on": "1 June 2126"}, "taken_on", "This day has not come yet."),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, signed_in, worker, kayden, typed, field, words) -> None:
        for given in typed.values():
            if hasattr(given, "seek"):
                given.seek(0)
        response = signed_in(worker).post(URL, typed)
        assert words in response.context["form"].errors[field][0]
        assert not Photograph.objects.exists()

    def test_too_large_is_said_with_how_large_it_may_be(self, worker: User, kayden: YoungPerson, settings) -> None:
        settings.PHOTOGRAPH_MAX_MEGABYTES = 1
        with pytest.raises(ActionRefused, match="larger than 1 MB"):
            keep_photograph(actor=worker, young_person=kayden, image=jpeg(more=b"x" * 1_000_000))

    def test_who_was_quicker_is_told(self, signed_in, worker: User, kayden: YoungPerson) -> None:
        keep_photograph(actor=worker, young_person=kayden, image=jpeg())
        response = signed_in(worker).post(URL, {"image": upload(png()), "version": "0"})
        assert "Somebody changed this while you were writing." in response.text
        assert Photograph.objects.get().content_type == "image/jpeg"
