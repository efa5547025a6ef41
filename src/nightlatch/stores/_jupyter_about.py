"""Jupyter: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

API = "/api"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_REPORTS = "/api/security/csp-report"  # where every answer of Jupyter asks browsers to send complaints to


class Told(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to GET /api, which is everybody's."""

    version: str


def seen(page: Page) -> Seen | None:
    """By its version, and by the address for complaints that each of its answers carries."""
    if page.path != API or page.status != 200:
        return None
    policy = page.headers.get("content-security-policy", "")
    if _REPORTS not in policy and "tornado" not in page.headers.get("server", "").lower():
        return None
    try:
        told = msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if not _VERSION.fullmatch(told.version):
        return None
    # Notebook up to 6 was a server of its own; from 7 on it runs in Jupyter Server, whose version is the one told
    is_old = 3 <= int(told.version.partition(".")[0]) <= 6
    return Seen(product="Jupyter Notebook" if is_old else "Jupyter Server", version=told.version)


SIGNS = Signs(ports=(8888, 8889, 8890), paths=(API,), page=seen)

REMEDIES = (
    Remedy(
        versions="-2",
        steps=(
            "Let it ask for a token or a password again: remove the empty token and the empty password from its configuration and its command line.",
            "Bind it to 127.0.0.1 and reach it through SSH, or put JupyterHub before it, which has accounts.",
            "Look at what was run on it: whoever found it open could run any program as its user.",
        ),
        file="jupyter_server_config.py",
        text='c.ServerApp.ip = "127.0.0.1"\nc.ServerApp.allow_remote_access = False\nc.PasswordIdentityProvider.password_required = True\n# and no line that sets token or password to ""\n',
        command="jupyter server password",
        source="Jupyter Server documentation: Security in the Jupyter Server; Running a public Jupyter Server",
    ),
    Remedy(
        versions="3-6",
        steps=(
            "Set a password, and remove the empty token from the configuration and the command line.",
            "Bind it to 127.0.0.1 and reach it through SSH; go over to Notebook 7 or JupyterLab, whose server gets fixes.",
        ),
        file="jupyter_notebook_config.py",
        text='c.NotebookApp.ip = "127.0.0.1"\nc.NotebookApp.password_required = True\n',
        command="jupyter notebook password",
        source="Jupyter Notebook documentation 6: Security in the Jupyter notebook server",
    ),
)
