"""Azure Blob storage: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

_SERVER = re.compile(r"(Windows-Azure-Blob|Azurite-Blob)/(\d[\w.]{0,20})")


def seen(page: Page) -> Seen | None:
    """By its Server header, beside a request id of its own."""
    told = _SERVER.match(page.headers.get("server", ""))
    if told is None or not ("x-ms-request-id" in page.headers or page.status == 400):
        return None
    if told[1] == "Azurite-Blob":
        return Seen(product="Azurite", version=told[2])
    return Seen(product="Azure Blob storage")


SIGNS = Signs(ports=(443, 80, 10000), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Forbid anonymous access for the whole storage account: no container can then be public.",
            "Where single files must be handed out, use shared access signatures that end, or a delivery network.",
            "Set the access level of each container to private, and look in the logs (StorageBlobLogs, "
            "AuthenticationType Anonymous) who has read what.",
        ),
        command="az storage account update --name ACCOUNT --resource-group GROUP --allow-blob-public-access false",
        terraform='resource "azurerm_storage_account" "this" {\n  # ...\n  allow_nested_items_to_be_public = false\n}\n\n'
        'resource "azurerm_storage_container" "this" {\n  # ...\n  container_access_type = "private"\n}\n',
        source="Azure Storage: Remediate anonymous read access to blob data",
    ),
)
