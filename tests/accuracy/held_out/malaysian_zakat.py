"""Zakat receipts in Malaysia: payers in capitals with bin and binti, kinds of alms, mosques, banks."""

from random import Random

from tests.accuracy import draw, numbers_more
from tests.accuracy.hardtable import Table, column

MEN = ("MOHD FAIZAL", "AHMAD", "ISMAIL", "ROSLI", "HAFIZUDDIN", "ZULKIFLI", "SYAFIQ", "KAMARUL", "AZMAN", "BADRUL")
WOMEN = ("NURUL HUDA", "SITI", "AISYAH", "ROHANA", "ZALEHA", "FARIDAH", "HASNAH", "NORAINI", "AZLINA", "KHADIJAH")


def payer(rng: Random) -> str:
    """As the identity card has it: a given name, son or daughter of, the father's."""
    if rng.random() < 0.5:
        return f"{rng.choice(MEN)} {rng.choice(('BIN', 'B.'))} {rng.choice(MEN)}"
    return f"{rng.choice(WOMEN)} {rng.choice(('BINTI', 'BT', 'BTE'))} {rng.choice(MEN)}"


TABLE = Table(
    container="zakat.resit_2025",
    rows=480,
    columns=(
        column("NO_RESIT", draw.like("ZK25-0######")),
        column("NAMA", draw.padded(draw.each(payer)), "person-name"),
        column(
            "NO_KP",
            draw.mixed(numbers_more.mykad(), draw.mapped(numbers_more.mykad(), lambda text: text.replace("-", ""))),
            "national-id.my",
        ),
        column("JANTINA", draw.pick("L", "P"), "sex"),
        column(
            "BANGSA",
            draw.pick("MELAYU", "CINA", "INDIA", "BUMIPUTERA SABAH", "IBAN", weights=(80, 4, 5, 7, 4)),
            "ethnicity",
        ),
        column(
            "NO_TEL",
            draw.dirty(draw.mixed(draw.begun("012 013 016 017 019", "-### ####"), draw.like("6011########")), 0.05),
            "phone",
        ),
        column(
            "EMEL",
            draw.joined(
                "{}{}@{}",
                draw.mapped(draw.pick(*WOMEN, *MEN), lambda name: name.lower().replace(" ", "_")),
                draw.integers(1, 99),
                draw.pick("yahoo.com", "gmail.com", "uni.example"),
            ),
            "email",
            blank=0.4,
        ),
        column(
            "MAJIKAN",
            draw.words(
                "PETRONAS;TENAGA NASIONAL BERHAD;KEMENTERIAN PENDIDIKAN;MAYBANK;SENDIRI;TELEKOM MALAYSIA;HOSPITAL KUALA LUMPUR"
            ),
            "employer",
        ),
        column("PENDAPATAN_THN", draw.integers(24_000, 210_000), "salary"),
        column("JENIS", draw.words("PENDAPATAN;EMAS;PERNIAGAAN;FITRAH;WANG SIMPANAN;SAHAM;KWSP")),
        column("HAUL", draw.words("1445H;1446H;1447H")),
        column("AMAUN_RM", draw.floats(7, 5600)),
        column("KAEDAH", draw.words("FPX;KAUNTER;POTONGAN GAJI;KAD KREDIT")),
        column("BANK", draw.words("MBB;CIMB;BIMB;RHB;BSN;AMB")),
        column("NO_CEK", draw.like("######"), blank=0.8),
        column(
            "MASJID",
            draw.words("Masjid Al-Hidayah;Masjid Jamek Kampung Baru;Surau An-Nur;Masjid Wilayah;Masjid As-Salam"),
            accepts=("place-tag", "religion"),
        ),
        column("POSKOD", draw.like("5####"), "postcode"),
        column("KOD_CAW", draw.like("W0##")),
    ),
)
