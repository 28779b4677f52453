"""Who gets in at the addresses about one's own account."""

from tests.architecture.doors import EVERYONE, Door

PUBLIC = Door(public=True)
SIGNED_IN = Door(lets=EVERYONE)

DOORS = {
    "account_login": PUBLIC,
    "account_signup": PUBLIC,  # says that it is closed
    "account_inactive": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": Door(public=True, args=lambda world: ["1", "set-password"]),
    "account_reset_password_from_key_done": PUBLIC,
    "account_email_verification_sent": PUBLIC,
    "account_confirm_email": Door(public=True, args=lambda world: ["unknown"]),
    # Redirects everybody to sign-in: signing in by a mailed code is off.
    "account_confirm_login_code": SIGNED_IN,
    "account_logout": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "accounts:language_choose": Door(
        public=True, method="post", data=lambda world: {"language": "fr"}
    ),
}
