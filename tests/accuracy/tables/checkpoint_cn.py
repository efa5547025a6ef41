"""What a camera network keeps: resident ids under a neutral name, sightings with place tags, a photo by URL, a similarity."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="face.checkpoint_records",
    rows=500,
    form="documents",
    columns=(
        column("_id", draw.hexes(24)),
        column("person.xm", people.names("zh"), "person-name"),
        column("person.zjhm", numbers.cn(1950, 2012), "national-id.cn"),
        column("person.xb", draw.pick("男", "女"), "sex"),
        column("person.mz", draw.words("汉族;回族;维吾尔族;哈萨克族;藏族"), "ethnicity"),
        column("person.photo", draw.joined("http://10.3.7.9/img/{}.jpg", draw.hexes(32)), "face-image|photo"),
        column("capture.time", draw.instants(2024, 2024, "%Y-%m-%d %H:%M:%S"), "sighting-time"),
        column("capture.place", draw.words("清真寺;网吧;宾馆;检查站;加油站;汽车站"), "place-tag"),
        column("capture.lng", draw.floats(75.9, 76.1, 6), "geo-point|geo-trail"),
        column("capture.lat", draw.floats(39.4, 39.6, 6), "geo-point|geo-trail"),
        column("capture.score", draw.floats(0.7, 0.999, 4)),
        column("capture.device_ip", draw.like("10.3.1#.#"), accepts=("ip-address",)),
    ),
)
