"""An exchange's withdrawals: wallets of three chains, transaction hashes, user ids, 2FA secrets, amounts."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="cx.withdrawals",
    rows=300,
    columns=(
        column("uid", draw.integers(100000, 999999), "customer-id"),
        column("to_addr", draw.joined("0x{}", draw.hexes(40)), "crypto-wallet"),
        column("txid", draw.hexes(64)),
        column("coin", draw.pick("ETH", "USDT", "USDC", "LINK")),
        column("amt", draw.floats(0.001, 90, 8)),
        column("block", draw.integers(15000000, 19000000)),
        column("nonce", draw.integers(0, 2000)),
        column("gas_gwei", draw.floats(5, 120, 3)),
        column("login_ip", people.fake("en_US", "ipv4_public"), "ip-address"),
        column("contact", people.emails("en", "proton.me gmail.com"), "email"),
        column("st", draw.pick("done", "pending", "rejected")),
        column("ts", draw.epochs(1000)),
    ),
)
