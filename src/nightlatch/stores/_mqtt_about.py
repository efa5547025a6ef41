"""MQTT: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import secrets

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._mqtt_wire import connect


def client_id() -> str:
    """One that nobody else has: whoever takes another's id has that client thrown out, [MQTT-3.1.4-2]."""
    return f"nightlatch-{secrets.token_hex(5)}"  # 21 characters; 23 is what every broker takes


def seen(data: bytes) -> Seen | None:
    """A CONNACK with a return code that MQTT 3.1.1 has."""
    if len(data) == 4 and data[:2] == b"\x20\x02" and data[2] <= 1 and data[3] <= 5:
        return Seen(product="MQTT broker")
    return None


SIGNS = Signs(ports=(1883, 8883, 1884, 8884), hello=connect(client_id()), reply=seen)

_PASSWORDS = (
    "Give every device and application a name and a password of its own (mosquitto_passwd), and an ACL: who publishes "
    "what, who reads what."
)
REMEDIES = (
    Remedy(
        versions="2+",
        steps=(
            "Take anonymous clients off every listener: allow_anonymous false, in each listener's own part of the file too.",
            _PASSWORDS,
            "Offer TLS (8883) and close 1883 to the outside in the firewall or security group.",
            "Look what is retained, and clear what need not be: a retained message is given to whoever asks next.",
        ),
        file="/etc/mosquitto/conf.d/access.conf",
        text="per_listener_settings false\nallow_anonymous false\npassword_file /etc/mosquitto/passwd\n"
        "acl_file /etc/mosquitto/acl\n",
        command="mosquitto_passwd -c /etc/mosquitto/passwd app && systemctl restart mosquitto",
        terraform='resource "aws_iot_policy" "device" {\n  name = "device"\n  policy = jsonencode({\n    Version = "2012-10-17"\n'
        '    Statement = [{\n      Effect   = "Allow"\n      Action   = ["iot:Publish"]\n'
        '      Resource = "arn:aws:iot:*:*:topic/devices/$${iot:Connection.Thing.ThingName}/*"\n    }]\n  })\n}\n',
        source="mosquitto.conf(5), mosquitto_passwd(1) of 2.0",
    ),
    Remedy(
        versions="-1",
        steps=(
            "Before 2.0 anonymous clients are let in unless the file says otherwise: say allow_anonymous false.",
            _PASSWORDS,
            "Close 1883 to the outside, and plan the upgrade: these versions get no fixes.",
        ),
        file="/etc/mosquitto/mosquitto.conf",
        text="allow_anonymous false\npassword_file /etc/mosquitto/passwd\nacl_file /etc/mosquitto/acl\n",
        command="mosquitto_passwd -c /etc/mosquitto/passwd app && systemctl restart mosquitto",
        source="mosquitto.conf(5) of 1.6",
    ),
)
