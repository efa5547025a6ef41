"""A cloud's bill: resource names, regions, account numbers of twelve digits, rates. Nobody."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="finops.usage",
    rows=500,
    columns=(
        column("account", draw.like("############")),
        column(
            "arn",
            draw.joined(
                "arn:aws:ec2:{}:{}:instance/i-{}",
                draw.words("eu-west-1;us-east-1"),
                draw.like("############"),
                draw.hexes(17),
            ),
        ),
        column("region", draw.words("eu-west-1;us-east-1;ap-south-1")),
        column("service", draw.words("AmazonEC2;AmazonS3;AWSLambda;AmazonRDS")),
        column("usage_type", draw.words("BoxUsage:t3.micro;DataTransfer-Out-Bytes;TimedStorage-ByteHrs")),
        column("quantity", draw.floats(0, 9000, 6)),
        column("unit_price", draw.floats(0.0001, 2, 8)),
        column("invoice", draw.like("EUINGB2#-######")),
        column("tag_owner", draw.words("team-payments;team-search;platform;data-eng")),
        column("hour", draw.instants(2024, 2024, "%Y-%m-%dT%H:00:00Z")),
    ),
)
