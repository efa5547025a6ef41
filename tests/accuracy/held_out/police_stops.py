"""Controls on a street: people of a minority, their documents, what was found on their phones."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="db.control_points",
    rows=400,
    form="documents",
    columns=(
        column("record.subject.name", draw.upper(people.names("ug")), "person-name"),
        column("record.subject.id", numbers.cn(1955, 2012), "national-id.cn"),
        column("record.subject.nation", draw.words("UYGHUR;HAN;KAZAK;HUI"), "ethnicity"),
        column("record.subject.belief", draw.words("islam;none;buddhism"), "religion"),
        column("record.phone.imei", numbers.imei(), "device-id"),
        column("record.phone.mac", people.fake("en_US", "mac_address"), "mac-address"),
        column("record.phone.apps[]", draw.several(draw.words("vpn;zapya;wechat;telegram"), 0, 3)),
        column("record.where.type", draw.words("mosque;petrol station;market;school gate"), "place-tag"),
        column(
            "record.where.gps",
            draw.joined("{:.6f},{:.6f}", draw.floats(39.3, 39.6, 6), draw.floats(75.8, 76.1, 6)),
            "geo-point|geo-trail",
        ),
        column("record.when", draw.epochs(1000), "sighting-time"),
        column("record.officer", draw.like("XJ#####"), "employee-id", accepts=("employee-id",)),
        column("record.level", draw.pick(0, 1, 2)),
    ),
)
