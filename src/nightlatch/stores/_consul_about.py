"""Consul: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

SELF, LEADER = "/v1/agent/self", "/v1/status/leader"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_LEADER = re.compile(rb'"(?:\[?[0-9a-fA-F.:]{2,45}\]?:\d{1,5})?"\s*')


class Config(msgspec.Struct):
    """What an agent tells of itself first."""

    version: str = msgspec.field(name="Version")
    node: str = msgspec.field(name="NodeName")
    datacenter: str = msgspec.field(name="Datacenter")
    id: str = msgspec.field(name="NodeID", default="")
    is_server: bool = msgspec.field(name="Server", default=False)


class Debug(msgspec.Struct):
    """The part of its configuration that decides what a visitor can do."""

    write_from: list[str] | None = msgspec.field(name="AllowWriteHTTPFrom", default=None)
    scripts: bool = msgspec.field(name="EnableRemoteScriptChecks", default=False)


class Told(msgspec.Struct):
    """The answer to GET /v1/agent/self."""

    config: Config = msgspec.field(name="Config")
    debug: Debug | None = msgspec.field(name="DebugConfig", default=None)


def agent(page: Page) -> Told | None:
    """What an agent tells of itself, where it does."""
    if page.path != SELF or page.status != 200:
        return None
    try:
        return msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def seen(page: Page) -> Seen | None:
    """By what an agent tells of itself; a closed one by whom it calls its leader, which needs no token."""
    if page.path == LEADER and page.status == 200:
        return Seen(product="Consul") if _LEADER.fullmatch(page.body) and _is_json(page) else None
    told = agent(page)
    if told is None:
        return None
    return Seen(product="Consul", version=told.config.version if _VERSION.fullmatch(told.config.version) else None)


def _is_json(page: Page) -> bool:
    return page.headers.get("content-type", "").startswith("application/json")


SIGNS = Signs(ports=(8500, 8501), paths=(SELF, LEADER), page=seen)

REMEDIES = (
    Remedy(
        versions="1.4+",
        steps=(
            "Switch access control on with a default of deny, and make the first token (consul acl bootstrap).",
            "Give the anonymous token no policy that reads or writes keys, services or agents.",
            "Bind the HTTP address to 127.0.0.1, let other agents in by TLS with client certificates, and close 8500.",
            "Keep enable_script_checks off: with it whoever may register a service runs programs on the machine.",
        ),
        file="consul.hcl",
        text='client_addr = "127.0.0.1"\nenable_script_checks = false\nacl {\n  enabled        = true\n  default_policy = "deny"\n  enable_token_persistence = true\n}\n',
        command="consul acl bootstrap",
        terraform='resource "consul_acl_token_policy_attachment" "anonymous" {\n  token_id = "00000000-0000-0000-0000-000000000002"\n  policy   = consul_acl_policy.nothing.name\n}\n',
        source="Consul documentation: Secure Consul with ACLs; Agent configuration, ACL parameters",
    ),
    Remedy(
        versions="-1.3",
        steps=(
            "Upgrade: before 1.4 access control is of another make, and such versions get no fixes.",
            "Until then set acl_datacenter, acl_default_policy deny and a master token; bind HTTP to 127.0.0.1.",
        ),
        file="consul.json",
        text='{"client_addr": "127.0.0.1", "acl_datacenter": "dc1", "acl_default_policy": "deny", "acl_master_token": "LONG-RANDOM-TOKEN"}\n',
        source="Consul documentation 1.3: ACL system",
    ),
)
