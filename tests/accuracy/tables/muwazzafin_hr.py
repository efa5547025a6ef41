"""Arabic personnel: names in four parts, Hijri-looking years, Saudi style numbers without a check, Arabic digits."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="hr.الموظفين",
    rows=300,
    columns=(
        column("رقم", draw.serial(1001)),
        column("الموظف", people.names("ar", "{given} بن {family} {family}"), "person-name"),
        column("تاريخ_الميلاد", draw.eastern_arabic(draw.dates(1960, 2003)), "date-of-birth"),
        column("الجوال", draw.like("05########"), "phone"),
        column("الوظيفة", draw.words("مهندس;محاسب;مدير;سائق;ممرض;معلم"), "job-title"),
        column("الراتب", draw.integers(3000, 28000), "salary"),
        column("الديانة", draw.words("مسلم;مسيحي"), "religion"),
        column("القسم", draw.words("المالية;الصيانة;المبيعات;المستودع")),
        column("الآيبان", numbers.ibans("SA", "80##################"), "iban"),
        column("تاريخ_التعيين", draw.dates(2005, 2024)),
        column("ملاحظات", draw.words("لا يوجد;قيد المراجعة;مكتمل")),
    ),
)
