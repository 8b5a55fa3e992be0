"""What the database ended, because two each waited for the other, is done once more; never a page of our faults."""

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.again import AgainMiddleware, is_deadlock
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class _Cause(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def ended(sqlstate: str = "40P01") -> OperationalError:
    error = OperationalError("ended")
    error.__cause__ = _Cause(sqlstate)
    return error


class _Match:
    args, kwargs = (), {"reference": "SR-000001"}

    def __init__(self, *answers: Exception | HttpResponse) -> None:
        self.answers, self.asked = list(answers), []

    def func(self, request, **kwargs) -> HttpResponse:
        self.asked.append((kwargs, [file.read() for file in request.FILES.values()]))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def again(match: _Match | None, error: Exception, path: str = "/episodes/", user=None, **typed):
    request = RequestFactory().post(path, typed)
    request.resolver_match, request.user = match, user
    for file in request.FILES.values():
        file.read()
    return AgainMiddleware(lambda request: HttpResponse("first")).process_exception(request, error)


def test_a_page_that_was_ended_is_asked_once_more_with_what_was_typed_and_its_files():
    match = _Match(HttpResponse("saved"))
    photograph = SimpleUploadedFile("photo.png", BytesIO(b"picture").getvalue())
    assert again(match, ended(), photograph=photograph).content == b"saved"
    assert match.asked == [({"reference": "SR-000001"}, [b"picture"])]


def test_ended_twice_the_page_says_so_in_words():
    answer = again(_Match(ended()), ended(), user=UserFactory(roles=["social_worker"]))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Somebody else saved something about the same young person at the same moment" in answer.content.decode()
    assert "what you typed is still there" in answer.content.decode()


def test_another_fault_of_the_second_time_is_a_fault():
    with pytest.raises(OperationalError):
        again(_Match(ended("57014")), ended())


def test_other_faults_are_left_alone():
    match = _Match()
    assert again(match, ended("57014")) is None
    assert again(match, ValueError("no")) is None
    assert again(None, ended()) is None
    assert match.asked == []
    assert not is_deadlock(OperationalError("without a cause"))


def test_a_program_is_told_to_send_it_again():
    answer = again(_Match(), ended(), path="/api/v1/episodes/")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert b"Send it again" in answer.content


def test_every_page_passes_here():
    assert AgainMiddleware(lambda request: HttpResponse("first"))(RequestFactory().get("/")).content == b"first"
