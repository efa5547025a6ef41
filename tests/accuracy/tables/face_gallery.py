"""Face embeddings of 128 numbers beside a subject code, and a sensor's vector that is as long but nobody's face."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="biometrics.gallery",
    rows=200,
    form="documents",
    columns=(
        column("subject", draw.like("S######"), accepts=("customer-id", "employee-id", "health-record-id")),
        column("embedding", draw.vector(128), "face-embedding"),
        column("quality", draw.floats(0.2, 1.0, 3)),
        column("model", draw.words("arcface_r100;facenet512;sface")),
        column("bbox", draw.each(lambda rng: [rng.randint(0, 900) for _ in range(4)])),
        column("image_url", draw.joined("https://cdn.example.net/faces/{}.jpg", draw.hexes(16)), "face-image|photo"),
        column("age", draw.integers(3, 88), "age"),
        column("gender", draw.pick("male", "female"), "sex"),
    ),
)
