"""What a stranger may do at an MQTT broker: reading is proved by a retained message that comes, and by nothing else.

Sends SUBSCRIBE and UNSUBSCRIBE, in one segment; hangs up at the first message, of which the topic alone is taken.
"""

from __future__ import annotations

from collections.abc import Callable

from nightlatch.model import RIGHTS, Access, Evidence, Failed, Principal, Right
from nightlatch.stores import _mqtt_wire as wire
from nightlatch.stores._mqtt_wire import Codes, Message
from nightlatch.stores._stream import Stream

EVERYTHING, ALL_BUT_NAMED = "#", "+/#"  # the second, where a rule forbids the first by its letter, as EMQX ships
_LATE_SECONDS = 0.5  # brokers that keep what is retained elsewhere may deliver it after the UNSUBACK
REFUSALS = {4: "refuses clients without a name and password", 5: "lets nobody in without being authorised"}
Again = Callable[[], tuple[Stream, int]]


def refused(principal: Principal, code: int) -> Access:
    """The CONNECT itself is refused."""
    evidence = (Evidence(command="CONNECT", code=f"CONNACK {code}", meaning=REFUSALS[code]),)
    shut = Right(verdict="denied", known_by="denied-on-read", evidence=evidence)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))


def tried(principal: Principal, again: Again) -> tuple[Access, str]:
    """What came of asking for everything, and the filter that stands for it."""
    wanted, codes, is_proved = _proof(again)
    shown = " ".join(f"0x{code:02x}" for code in codes) or "none"
    rights = dict.fromkeys(RIGHTS, Right())
    if is_proved:
        told = Evidence(
            command=f"SUBSCRIBE {wanted}", code=f"SUBACK {shown}, PUBLISH", meaning="a retained message was delivered"
        )
        rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(told,))
    else:
        told = Evidence(
            command=f"SUBSCRIBE {wanted}", code=f"SUBACK {shown}",
            meaning="nothing retained was delivered: a filter that is granted proves nothing",
        )  # fmt: skip
        rights["read"] = Right(verdict="unknown", known_by="inconclusive", evidence=(told,))
    who = "lets anybody in" if principal.anonymous else "lets this user in"
    note = f"{who}: whether it also takes messages nothing but publishing one would show"
    return Access(principal=principal, rights=rights, notes=(note,)), wanted


def _proof(again: Again) -> tuple[str, tuple[int, ...], bool]:
    """The filter for everything, what was answered to it, and whether something retained came of it."""
    wanted = EVERYTHING
    codes: tuple[int, ...] = ()
    for wanted in (EVERYTHING, ALL_BUT_NAMED):
        stream, code = again()
        try:
            if code:
                return wanted, codes, False
            codes, is_proved = _first(stream, wanted)
            if is_proved or codes != (wire.REFUSED,):
                return wanted, codes, is_proved
        finally:
            stream.close()  # at once: what else was on its way is not wanted
    return wanted, codes, False


def _first(stream: Stream, wanted: str) -> tuple[tuple[int, ...], bool]:
    """The codes of the SUBACK, and whether a retained message of others came; payloads are read past."""
    codes: tuple[int, ...] = ()
    is_late = False
    stream.begin()
    stream.send(wire.look(wanted))
    try:
        for one in wire.answers(stream, 0):
            match one:
                case Codes():
                    codes = one.filters
                case Message() if one.is_retained and not one.topic.startswith(b"$"):
                    return codes, True
                case None if codes == (wire.REFUSED,) or is_late:
                    return codes, False
                case None:
                    is_late = True
                    stream.begin(_LATE_SECONDS)
    except Failed as failed:
        if failed.failure.kind not in ("timeout", "not-this-protocol"):  # some brokers hang up on a filter they forbid
            raise
    return codes, False
