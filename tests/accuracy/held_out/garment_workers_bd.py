"""Workers of a garment factory in Bangladesh: Bengali letters and digits, lines and styles, buyers that are brands."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def bengali(source: draw.Draw) -> draw.Draw:
    """Digits as they are written in Bengali."""
    return draw.mapped(source, lambda value: str(value).translate(BENGALI))


TABLE = Table(
    container="কারখানা.শ্রমিক",
    rows=450,
    form="text",
    columns=(
        column("কার্ড_নং", bengali(draw.like("SW-#####")), "employee-id"),
        column("নাম", people.fake("bn_BD", "name"), "person-name"),
        column("পিতার_নাম", people.fake("bn_BD", "name_male"), "person-name"),
        column(
            "এনআইডি",
            draw.mixed(
                draw.joined("{}{}", draw.integers(1962, 2005), draw.like("#############")),
                draw.begun("1 2 3 4 5 6 7 8 9", "#########"),
            ),
            "national-id.bd",
        ),
        column("মোবাইল", draw.dirty(bengali(draw.like("017########")), 0.06, ("নাই", "-", "")), "phone"),
        column("রক্তের_গ্রুপ", draw.pick("A+", "B+", "O+", "AB+", "B-", "O-"), "blood-type", blank=0.3),
        column("পদবী", draw.words("অপারেটর;সিনিয়র অপারেটর;হেলপার;কোয়ালিটি ইন্সপেক্টর;লাইন চিফ;আয়রনম্যান"), "job-title"),
        column("গ্রেড", bengali(draw.integers(1, 7))),
        column("বেতন", bengali(draw.integers(12_500, 21_400)), "salary"),
        column("লাইন", draw.joined("{}-{}", draw.pick("A", "B", "C", "F"), draw.integers(1, 14))),
        column("বায়ার", draw.words("H&M;Zara;C&A;Primark;Kik;Lidl;Next")),
        column("স্টাইল", draw.like("ST#####-@")),
        column("মেশিন", draw.words("ওভারলক;ফ্ল্যাটলক;প্লেইন;বারট্যাক;বাটনহোল")),
        column("ওটি_ঘণ্টা", bengali(draw.integers(0, 52))),
        column("টার্গেট_পিস", bengali(draw.integers(60, 240))),
        column(
            "জেলা", draw.words("গাজীপুর;ময়মনসিংহ;রংপুর;বরিশাল;কুমিল্লা;বগুড়া"), accepts=("city", "postal-address", "place-tag")
        ),
    ),
)
