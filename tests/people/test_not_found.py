"""The page for an address that leads nowhere, or to a record that is not theirs."""

from accounts.models import User
from accounts.rules import Role
from people.models import YoungPerson
from tests.factories import UserFactory
from tests.said import in_words

NOWHERE = "/young-people/YP99999/"


def test_a_worker_is_told_which_service_managers_to_ring(
    signed_in, worker: User, service_manager: User, kayden: YoungPerson
) -> None:
    page = signed_in(worker).get(NOWHERE)
    assert page.status_code == 404
    assert "If they do not find it either, ring Sue Service on 01902 555123: a few records are" in in_words(page.text)


def test_a_restricted_record_answers_as_one_that_is_not_there(
    signed_in, worker: User, service_manager: User, kayden: YoungPerson
) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    client = signed_in(worker)
    hidden, nowhere = client.get(kayden.get_absolute_url()), client.get(NOWHERE)
    assert hidden.status_code == nowhere.status_code == 404
    main, of_nobody = (page.text.split("<main")[1] for page in (hidden, nowhere))
    assert main == of_nobody


def test_who_finds_no_young_people_and_who_is_not_signed_in_learn_no_telephone(
    client, outsider: User, service_manager: User
) -> None:
    assert "01902 555123" not in client.get("/nowhere-at-all/").text
    client.force_login(outsider)
    page = client.get("/nowhere-at-all/")
    assert page.status_code == 404
    assert "01902 555123" not in page.text


def test_who_is_on_duty_is_told_whom_to_ring_and_not_to_ask_duty(signed_in, service_manager: User, kayden) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    client = signed_in(UserFactory(roles=[Role.DUTY]))
    hidden, nowhere = client.get(kayden.get_absolute_url()), client.get(NOWHERE)
    assert hidden.status_code == nowhere.status_code == 404
    main, of_nobody = (page.text.split("<main")[1] for page in (hidden, nowhere))
    assert main == of_nobody
    assert "A few are restricted: those are open to the people named on them alone" in main
    assert "<b>Ring Sue Service on 01902 555123</b>. They open a restricted record" in in_words(main)
    assert "or the duty team out of hours" not in main
