"""Members in Japan: full-width digits, My Number without header words, kana, prefectures."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="kaiin.会員",
    rows=400,
    form="text",
    columns=(
        column("会員番号", draw.like("M########"), "customer-id"),
        column("氏名", people.names("ja"), "person-name"),
        column("フリガナ", people.fake("ja_JP", "kana_name"), "person-name"),
        column("番号A", draw.full_width(numbers.jp()), "national-id.jp|tax-id.jp"),
        column("電話", draw.full_width(draw.like("090-####-####")), "phone"),
        column("郵便番号", draw.like("###-####"), "postcode"),
        column("住所", people.fake("ja_JP", "address"), "postal-address"),
        column("生年月日", draw.dates(1940, 2010, "%Y/%m/%d"), "date-of-birth"),
        column("職業", draw.words("会社員;自営業;学生;主婦;公務員;無職"), "job-title", accepts=("employer",)),
        column("ポイント", draw.integers(0, 50_000)),
    ),
)
