"""The gate of a Singaporean condominium, as documents: visitors and their plates, units, passes, faces."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

NAMES = draw.mixed(people.names("in"), people.fake("zh_CN", "romanized_name"), people.names("en"))

TABLE = Table(
    container="gate.visits",
    rows=500,
    form="documents",
    columns=(
        column("_id", draw.hexes(24)),
        column("visitor.name", NAMES, "person-name"),
        column("visitor.uin", draw.dirty(numbers_more.nric(), 0.05, ("NA", "-")), "national-id.sg"),
        column("visitor.hp", draw.like("9#######"), "phone"),
        column(
            "visitor.co",
            draw.words("Grab;foodpanda;SP Services;Singtel;Ninja Van;Private;UrbanCompany"),
            accepts=("employer",),
        ),
        column("visitor.face", draw.tokens("/9j/4AAQSkZJRgABAQ", 902), "face-image|photo"),
        column(
            "vehicle.no",
            numbers_more.sg_plates(),
            "vehicle-plate",
            blank=0.35,
        ),
        column("vehicle.iu", draw.like("1#########"), accepts=("device-id",), blank=0.35),
        column("vehicle.lot", draw.like("B#-###")),
        column(
            "unit",
            draw.joined("#{:02}-{:02}", draw.integers(1, 28), draw.integers(1, 12)),
            accepts=("street", "postal-address"),
        ),
        column("host", people.names("in", "{given} {family}"), "person-name"),
        column("in", draw.instants(2025, 2025), "sighting-time"),
        column(
            "purpose", draw.words("delivery;viewing;contractor;guest;tuition;domestic helper interview;pest control")
        ),
        column("pass.no", draw.like("V###")),
        column(
            "pass.uid",
            draw.joined("{}:{}:{}:{}", draw.hexes(2), draw.hexes(2), draw.hexes(2), draw.hexes(2)),
            accepts=("device-id",),
        ),
        column("gate", draw.words("main;side;basement;drop-off")),
        column("sync.rev", draw.like("#-%%%%%%%%%%%%%%%%")),
    ),
)
