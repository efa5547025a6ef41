"""Drivers of an Uzbek taxi service: PINFL, passports, licences, cards of the country's own schemes, cars and fines."""

from tests.accuracy import draw, numbers, numbers_more, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="haydovchilar",
    rows=410,
    columns=(
        column("hd_id", draw.like("UZT#####"), "employee-id|customer-id"),
        column("fio", draw.dirty(people.fake("uz_UZ", "name"), 0.03, ("test", "-")), "person-name"),
        column("jshshir", draw.as_integer(numbers_more.pinfl()), "national-id.uz|tax-id.uz"),
        column(
            "pasport", draw.begun("AA AB AC AD FA", "#######"), "passport.uz", accepts=("national-id.uz",), blank=0.05
        ),
        column("guvohnoma", draw.begun("AF AG", " #######"), "driving-licence.uz"),
        column(
            "tel",
            draw.mixed(draw.begun("+99890 +99893 +99894 +99899", "#######"), draw.begun("90 91 97", " ### ## ##")),
            "phone",
        ),
        column(
            "avto_raqam",
            draw.joined(
                "{} {}",
                draw.pick("01", "10", "30", "40", "60", "85"),
                draw.mixed(draw.like("@ ### @@"), draw.like("### @@@")),
            ),
            "vehicle-plate",
        ),
        column("rusum", draw.words("Cobalt;Nexia 3;Gentra;Damas;Spark;Malibu;BYD Song")),
        column("rangi", draw.words("oq;qora;kumush;kulrang;to'q ko'k")),
        column("yili", draw.integers(2009, 2025)),
        column("karta", draw.grouped(numbers.cards("8600 9860")), "payment-card"),
        column("reyting", draw.floats(3.6, 5.0)),
        column("komissiya", draw.pick(0.12, 0.15, 0.18)),
        column("balans_som", draw.integers(-80_000, 2_400_000)),
        column("tuman", draw.words("Chilonzor;Yunusobod;Sergeli;Mirzo Ulug'bek;Olmazor;Yakkasaroy")),
        column("litsenziya", draw.like("T-00####/2#")),
        column("jarima_soni", draw.integers(0, 9)),
        column("oxirgi_seans", draw.epochs(1000)),
    ),
)
