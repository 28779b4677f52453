"""A link in a mail leads to the portal, whatever name the request was sent to."""

from allauth.account.models import EmailAddress

CONFIRM = "/accounts/confirm-email/"


def test_the_link_that_confirms_an_address_names_the_portal(cast, client, settings, mailoutbox):
    settings.ALLOWED_HOSTS = ["*"]
    EmailAddress.objects.filter(user=cast.manager).update(verified=False)
    cast.manager.set_password("four words of my own")
    cast.manager.save()

    client.post(
        "/accounts/login/",
        {"login": cast.manager.email, "password": "four words of my own"},
        HTTP_HOST="evil.example",
    )

    [mail] = mailoutbox
    [link] = [word for word in mail.body.split() if "://" in word]
    assert link.startswith(settings.BASE_URL + CONFIRM)
    assert "evil.example" not in mail.body
