"""Tokens of vendors under names that tell nothing, and ids, digests and keys of builds that only look so."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ci.variables",
    rows=120,
    form="text",
    columns=(
        column("v1", draw.tokens("glpat-", 20), "api-key.gitlab"),
        column("v2", draw.tokens("npm_", 36), "api-key.npm"),
        column("v3", draw.tokens("pypi-AgEIcHlwaS5vcmc", 160), "api-key.pypi"),
        column("v4", draw.joined("SG.{}.{}", draw.tokens("", 22), draw.tokens("", 43)), "api-key.sendgrid"),
        column("v5", draw.joined("SK{}", draw.hexes(32)), "api-key.twilio"),
        column("v6", draw.joined("shpat_{}", draw.hexes(32)), "api-key.shopify"),
        column("v7", draw.tokens("sq0atp-", 22), "api-key.square"),
        column("v8", draw.joined("{}:AA{}", draw.like("##########"), draw.tokens("", 33)), "api-key.telegram"),
        column("v9", draw.joined("dop_v1_{}", draw.hexes(64)), "api-key.digitalocean"),
        column(
            "v10", draw.tokens("hf_", 34, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), "api-key.huggingface"
        ),
        column("v11", draw.joined("dapi{}", draw.hexes(32)), "api-key.databricks"),
        column("v12", draw.joined("github_pat_11{}_{}", draw.tokens("", 20), draw.tokens("", 59)), "api-key.github"),
        column(
            "v13",
            draw.joined("NRAK-{}", draw.tokens("", 27, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")),
            "api-key.new-relic",
        ),
        column("v14", draw.joined("rubygems_{}", draw.hexes(48)), "api-key.rubygems"),
        column("v15", draw.joined("PMAK-{}-{}", draw.hexes(24), draw.hexes(34)), "api-key.postman"),
        column("w1", draw.hexes(40)),
        column("w2", draw.joined("sha256:{}", draw.hexes(64))),
        column("w3", draw.joined("main.{}.chunk.js", draw.hexes(8))),
        column("w4", draw.tokens("", 21)),
        column("w5", draw.joined("web-{}-{}", draw.hexes(10), draw.tokens("", 5, "bcdfghjklmnpqrstvwxz2456789"))),
        column("w6", draw.tokens("01H", 23, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")),
        column("w7", draw.joined('W/"{}-{}"', draw.hexes(4), draw.tokens("", 27))),
        column("w8", draw.joined("s3://artifacts/{}/{}.tar.zst", draw.dates(2023, 2024, "%Y/%m/%d"), draw.hexes(12))),
        column("w9", draw.joined("sk_test_id_{}", draw.integers(1, 99))),
        column("w10", draw.joined("cache-v2-{}", draw.hexes(16))),
    ),
)
