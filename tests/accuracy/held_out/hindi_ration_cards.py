"""Ration cards in Hindi: families with their castes and members, Aadhaar with dashes, shop numbers."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="राशन.कार्ड",
    rows=300,
    form="text",
    columns=(
        column("क्रमांक", draw.serial(1)),
        column("मुखिया का नाम", people.names("hi"), "person-name"),
        column("आधार संख्या", draw.grouped(numbers.aadhaar(), 4, "-"), "national-id.in"),
        column("मोबाइल", draw.like("97########"), "phone"),
        column("जाति", draw.words("सामान्य;पिछड़ा वर्ग;अनुसूचित जाति;अनुसूचित जनजाति"), "ethnicity"),
        column("गाँव", draw.words("रामपुर;सीतापुर;हरदोई;बलिया"), "city|postal-address"),
        column("सदस्य", draw.integers(1, 11)),
        column("दुकान संख्या", draw.like("FPS-####")),
        column("गेहूँ_किलो", draw.integers(5, 35)),
    ),
)
