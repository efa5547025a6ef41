"""MongoDB's privileges (actions on resources) as create, read, update, delete, administer.

Sends rolesInfo, and only where connectionStatus names roles but lists no privileges. Actions and built-in roles as in
the MongoDB manual 7.0; a resource that is the server's own (local, config, system collections) proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nightlatch.model import Extent, RightName
from nightlatch.stores._mongodb_wire import Refused, Wire

OWN_DATABASES = frozenset({"admin", "config", "local"})
_ACTIONS: dict[RightName, frozenset[str]] = {
    "create": frozenset({"insert", "createCollection"}),
    "read": frozenset({"find", "changeStream"}),
    "update": frozenset({"update", "renameCollectionSameDB"}),
    "delete": frozenset({"remove", "dropCollection", "dropDatabase", "convertToCapped"}),
}
_ADMINISTER = frozenset(
    {
        "createUser", "dropUser", "grantRole", "revokeRole", "createRole", "dropRole", "changePassword",
        "changeCustomData", "setAuthenticationRestriction", "setParameter", "shutdown", "replSetConfigure",
        "replSetStateChange", "addShard", "removeShard", "applyOps", "internal", "authSchemaUpgrade",
        "setFeatureCompatibilityVersion", "setUserWriteBlockMode", "rotateCertificates", "logRotate", "fsync", "resync",
        "enableProfiler", "collMod",
    }
)  # fmt: skip
_READ, _READ_WRITE = ("find",), ("find", "insert", "update", "remove", "createCollection", "dropCollection")
_DB_ADMIN = ("createCollection", "dropCollection", "dropDatabase", "collMod", "enableProfiler")
_USER_ADMIN = ("createUser", "dropUser", "grantRole", "revokeRole", "createRole", "dropRole", "changePassword")
_CLUSTER = ("replSetConfigure", "replSetStateChange", "addShard", "removeShard", "applyOps")
_HOST = ("setParameter", "shutdown", "logRotate", "fsync")
_ONE = {  # of the database they are given in
    "read": _READ, "readWrite": _READ_WRITE, "dbAdmin": _DB_ADMIN, "userAdmin": _USER_ADMIN,
    "dbOwner": _READ_WRITE + _DB_ADMIN + _USER_ADMIN,
}  # fmt: skip
_ANY = {  # given in admin, for all databases
    "readAnyDatabase": _READ, "readWriteAnyDatabase": _READ_WRITE, "dbAdminAnyDatabase": _DB_ADMIN,
    "userAdminAnyDatabase": _USER_ADMIN, "backup": _READ,
    "restore": ("insert", "createCollection", "dropCollection", "dropDatabase", *_USER_ADMIN),
    "root": ("find", *_READ_WRITE, *_DB_ADMIN, *_USER_ADMIN, *_CLUSTER, *_HOST),
    "__system": ("anyAction",),
}  # fmt: skip
_SERVER = {"clusterAdmin": _CLUSTER + _HOST, "clusterManager": _CLUSTER, "hostManager": _HOST, "clusterMonitor": ()}

Privilege = tuple[str | None, str, frozenset[str]]  # database ("" any, None the server itself), collection, actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """Everything a user was granted, and the command that told."""

    privileges: tuple[Privilege, ...]
    command: str
    notes: tuple[str, ...] = ()  # of roles that could not be looked up: what is missing here may still be granted

    def extent(self, name: RightName) -> tuple[Extent | None, tuple[str, ...]]:
        """How far right *name* reaches, and by which actions; None if not at all."""
        if name == "administer":
            return self._administers()
        wanted = _ACTIONS[name] | {"anyAction"}
        hits = [(db, coll, actions & wanted) for db, coll, actions in self.privileges if db is not None]
        hits = [hit for hit in hits if hit[2] and not _is_own(hit[0], hit[1])]
        if not hits:
            return None, ()
        words = tuple(sorted(frozenset().union(*(hit[2] for hit in hits))))
        return ("all" if any(db == "" and coll == "" for db, coll, _ in hits) else "some"), words

    def databases(self) -> tuple[str, ...]:
        """Databases that privileges name, for a user who may not list them."""
        return tuple(sorted({db for db, coll, actions in self.privileges if db and actions and not _is_own(db, coll)}))

    def _administers(self) -> tuple[Extent | None, tuple[str, ...]]:
        wanted = _ADMINISTER | {"anyAction"}
        hits = [(db, actions & wanted) for db, _, actions in self.privileges]
        hits = [(db, actions) for db, actions in hits if actions]
        if not hits:
            return None, ()
        words = tuple(sorted(frozenset().union(*(actions for _, actions in hits))))
        return ("all" if any(db in (None, "", "admin") for db, _ in hits) else "some"), words


def _is_own(database: str | None, collection: str) -> bool:
    return database in OWN_DATABASES or collection.startswith("system.")


def grants_of(wire: Wire, privileges: list[Any] | None, roles: list[Any] | None) -> Grants | None:
    """What connectionStatus listed, else what the roles it named stand for; None where neither can be told."""
    if privileges:
        return Grants(privileges=_parsed(privileges), command="connectionStatus {showPrivileges: true}")
    if roles is None:
        return None
    found: list[Privilege] = []
    notes: list[str] = []
    command = "connectionStatus {showPrivileges: true}"
    for role in roles:
        name, database = _role(role)
        told = _told(wire, name, database)
        if told is not None:
            found.extend(told)
            command = "rolesInfo {showPrivileges: true}"
        elif (known := built_in(name, database)) is not None:
            found.extend(known)
            command = "connectionStatus: built-in roles as documented"
        else:
            notes.append("a role of the user could not be looked up: its rights are missing here")
    return Grants(privileges=tuple(found), command=command, notes=tuple(dict.fromkeys(notes)))


def _role(role: object) -> tuple[str, str]:
    name, database = (role.get("role"), role.get("db")) if isinstance(role, dict) else ("", "")
    return (name, database) if isinstance(name, str) and isinstance(database, str) else ("", "")


def _told(wire: Wire, name: str, database: str) -> tuple[Privilege, ...] | None:
    try:
        reply = wire.command("admin", {"rolesInfo": {"role": name, "db": database}, "showPrivileges": True})
    except Refused:
        return None
    roles = reply.get("roles")
    role = roles[0] if isinstance(roles, list) and roles else None
    if not isinstance(role, dict):
        return None
    listed = [*_list(role, "privileges"), *_list(role, "inheritedPrivileges")]
    return _parsed(listed) if listed else None


def _list(role: dict[str, Any], key: str) -> list[Any]:
    found = role.get(key)
    return found if isinstance(found, list) else []


def built_in(name: str, database: str) -> tuple[Privilege, ...] | None:
    """A built-in role as documented; users cannot redefine one. None for any other."""
    if name in _ONE:
        return ((database, "", frozenset(_ONE[name])),)
    if name in _SERVER and database == "admin":
        drops: tuple[Privilege, ...] = (("", "", frozenset({"dropDatabase"})),) if name == "clusterAdmin" else ()
        return ((None, "", frozenset(_SERVER[name])), *drops)
    if name in _ANY and database == "admin":
        return (("", "", frozenset(_ANY[name])),)
    return None


def _parsed(listed: list[Any]) -> tuple[Privilege, ...]:
    found = []
    for one in listed:
        resource, actions = (one.get("resource"), one.get("actions")) if isinstance(one, dict) else (None, None)
        if isinstance(resource, dict) and isinstance(actions, list):
            words = frozenset(action for action in actions if isinstance(action, str) and action.isalnum())
            if (where := _where(resource)) is not None:
                found.append((*where, words))
    return tuple(found)


def _where(resource: dict[str, Any]) -> tuple[str | None, str] | None:
    if resource.get("anyResource") is True:
        return "", ""
    if resource.get("cluster") is True:
        return None, ""
    database, collection = resource.get("db"), resource.get("collection")
    if isinstance(database, str) and isinstance(collection, str):
        return database, collection
    return None  # system_buckets: the inside of a time series, which has a resource of its own
