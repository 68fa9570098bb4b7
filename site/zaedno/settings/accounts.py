"""Accounts of citizens: a code by e-mail, or an OpenID Connect service; never a password."""

from typing import Any

from zaedno.settings import env

# Names the service in addresses and in the database, whichever it is.
OIDC_PROVIDER = "service"

ACCOUNT_ADAPTER = "zaedno.users.identity.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Whoever types the code has confirmed the address; nothing more is to be verified.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# By address of the mailbox only: senders are counted by core.rate_limits, which keeps none.
ACCOUNT_RATE_LIMITS = {"request_login_code": "5/10m/key"}

SOCIALACCOUNT_ADAPTER = "zaedno.users.identity.adapters.ServiceAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# The service need not give an address; only a confirmed one is kept.
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# Keeps no network address of citizens.
AXES_HANDLER = "zaedno.users.identity.login_log.StaffLoginLog"


def openid_connect(*, server_url: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """The one service by which citizens may sign in; none where it is not configured."""
    app = {
        "provider_id": OIDC_PROVIDER,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server_url, "scope": ["openid", "email"]},
    }
    apps = [app] if server_url and client_id else []
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = openid_connect(
    server_url=env.OIDC_SERVER_URL,
    client_id=env.OIDC_CLIENT_ID,
    secret=env.OIDC_CLIENT_SECRET,
    name=env.OIDC_NAME,
)
