"""A telephone's messages: addresses that are numbers or short codes, bodies with codes and names in them."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="mmssms.sms",
    rows=500,
    columns=(
        column("_id", draw.serial(1)),
        column(
            "address",
            draw.mixed(
                draw.like("+1202555####"),
                draw.like("+4477009#####"),
                draw.nothing(draw.like("#####")),
                weights=(5, 4, 1),
            ),
            "phone",
        ),
        column("person", draw.words("Mum;Dad;Boss;Dentist;Work"), accepts=("person-name",), blank=0.6),
        column("date", draw.epochs(1000), accepts=("sighting-time",)),
        column("read", draw.pick(0, 1)),
        column("type", draw.pick(1, 2)),
        column(
            "body",
            draw.words(
                "on my way, 10 min;your code is 482913, do not share it;can you pick up milk?;happy birthday!!;see you at 7 then;where are you?;ok thanks;did you call the plumber;lol no way;meeting is in room 4"
            ),
            "private-message",
        ),
        column("service_center", draw.like("+49171076####"), accepts=("phone",)),
    ),
)
