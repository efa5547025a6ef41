"""A Georgian lender's book: borrowers, sureties and employers in Mkhedruli, figures of the loans."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

FIRMS = "შპს ნიკორა;სს თიბისი;შპს გუდვილი;ი/მ;თბილისის მერია;საქართველოს რკინიგზა;შპს ორი ნაბიჯი;პენსიონერი"

TABLE = Table(
    container="სესხები",
    rows=400,
    columns=(
        column("სესხის_№", draw.like("MFO-##-######")),
        column("მსესხებელი", people.fake("ka_GE", "name"), "person-name"),
        column(
            "პირადი_ნომერი",
            draw.joined("{}{}", draw.pick("01", "08", "12", "24", "35", "47", "60", "62"), draw.like("#########")),
            "national-id.ge",
        ),
        column("დაბ_თარიღი", draw.dates(1950, 2005, "%d/%m/%Y"), "date-of-birth"),
        column(
            "მობილური",
            draw.mixed(
                draw.begun("551 555 577 591 599", " ## ## ##"), draw.begun("+995551 +995555 +995577 +995593", "######")
            ),
            "phone",
        ),
        column(
            "მისამართი",
            draw.joined("{}, {}", people.fake("ka_GE", "city"), people.fake("ka_GE", "street_address")),
            "postal-address",
        ),
        column("სამსახური", draw.words(FIRMS), "employer"),
        column("ხელფასი", draw.integers(300, 5200), "salary"),
        column("თავდები", people.fake("ka_GE", "name"), "person-name", blank=0.45),
        column("თანხა", draw.pick(300, 500, 1000, 1500, 2500, 5000, 8000)),
        column("ვადა_თვე", draw.pick(3, 6, 12, 18, 24)),
        column("ეფექტური_%", draw.floats(24, 49.9)),
        column("ნაშთი", draw.floats(0, 8000)),
        column("ვადაგადაც_დღე", draw.integers(0, 120)),
        column("ფილიალი", draw.words("გლდანი;დიდუბე;ქუთაისი;ბათუმი;ზუგდიდი;გორი")),
        column("ანგარიში", numbers.ibans("GE", "TB################"), "iban"),
        column("სტატუსი", draw.words("აქტიური;დახურული;სასამართლო;რესტრუქტ.")),
    ),
)
