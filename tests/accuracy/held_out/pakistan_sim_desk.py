"""SIM cards sold in Pakistan: CNIC, names in Urdu, thumb templates; IMSI, ICCID and cells beside the number."""

from tests.accuracy import draw, numbers, numbers_more
from tests.accuracy.hardtable import Table, column

MEN = "محمد عمران;غلام مصطفیٰ;نعمان;عبدالغفار;ذیشان;طاہر;اللہ دتہ;محمد اسلم;شوکت علی;خالد محمود"
GIVEN = "محمد عمران;عائشہ;غلام مصطفیٰ;زبیدہ;نعمان;فرزانہ;عبدالغفار;ثمینہ;ذیشان;کلثوم;طاہر;صائمہ"
FAMILY = "بٹ;چوہدری;خٹک;آفریدی;بیگم;راجپوت;شیخ;بلوچ;اعوان;میمن;گجر;قریشی"
WHO = draw.joined("{} {}", draw.words(GIVEN), draw.words(FAMILY))

TABLE = Table(
    container="BVS_ACTIVATION",
    rows=550,
    columns=(
        column("TXN_ID", draw.like("BVS2025#########")),
        column("MSISDN", draw.begun("9230 9231 9232 9233 9234", "########"), "phone"),
        column("IMSI", draw.like("41004##########"), "device-id", accepts=("phone", "customer-id")),
        column("ICCID", numbers.checked(draw.like("899204############")), accepts=("device-id", "customer-id")),
        column(
            "CNIC",
            draw.mixed(numbers_more.cnic(), draw.mapped(numbers_more.cnic(), lambda text: text.replace("-", ""))),
            "national-id.pk",
        ),
        column("نام", WHO, "person-name"),
        column("ولدیت", draw.joined("{} {}", draw.words(MEN), draw.words(FAMILY)), "person-name"),
        column("THUMB_TPL", draw.tokens("Rk1SACAyMAAAAAD", 385), "fingerprint-template"),
        column("FINGER_IDX", draw.integers(1, 10)),
        column("NFIQ", draw.integers(1, 5)),
        column("CGI", draw.like("410-04-2####-1####"), "cell-tower"),
        column("FRANCHISE", draw.like("FR@@-####")),
        column("DEVICE_MODEL", draw.words("Morpho MSO 1300;Suprema BioMini;SecuGen Hamster;Futronic FS80")),
        column("PKG", draw.words("Prepaid;Super Card;Youth;Data SIM;IoT")),
        column("NADRA_RC", draw.pick("100", "100", "100", "118", "121", "122")),
        column("ACTIVATED", draw.instants(2024, 2025, "%d-%b-%y %H.%M.%S")),
        column("SLA_MS", draw.integers(420, 9800)),
    ),
)
