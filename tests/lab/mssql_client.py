"""Runs in an environment of its own: python-tds asks a server for batches: ``python mssql_client.py PORT CA FILE``.

FILE holds ``{"user": .., "password": .., "batches": [..]}``; prints the rows of each as JSON, and then the number of
the error that another password is answered with.
"""

import json
import sys
from pathlib import Path

import pytds


def main(port: str, authority: str, file: str) -> None:
    given = json.loads(Path(file).read_text(encoding="utf-8"))

    def connected(password: str):  # type: ignore[no-untyped-def]
        return pytds.connect(
            "127.0.0.1", port=int(port), user=given["user"], password=password, cafile=authority,
            validate_host=False, autocommit=True,
        )  # fmt: skip

    told: list[object] = []
    with connected(given["password"]) as link, link.cursor() as cursor:
        for text in given["batches"]:
            cursor.execute(text)
            told.append(cursor.fetchall() if cursor.description else None)
    try:
        connected(given["password"] + "x")
    except pytds.LoginError as error:
        told.append(error.number)
    except pytds.DatabaseError as error:
        told.append(getattr(error, "number", None))
    print(json.dumps(told))


main(*sys.argv[1:])
