"""Commits of a forge as documents: authors and their mail, signatures at the end of messages, hashes, paths, versions."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

WHO = draw.mixed(people.names("de"), people.names("in"), people.names("pl"), people.names("fr"))
MESSAGE = draw.prose(
    "Fix off-by-one in ring buffer, see #4411",
    "docs: mention Bessel and Jacobi polynomials",
    "build: bump openssl to 3.0.15",
    "Merge branch 'release/2.14' into main",
    "net: retry on EAGAIN\n\nSigned-off-by: {name} <{mail}>",
    "ui: new icons\n\nCo-authored-by: {name} <{mail}>",
    name=WHO,
    mail=people.emails("de", "posteo.example kernel.example gmail.com"),
)

TABLE = Table(
    container="forge.commits",
    rows=600,
    form="documents",
    columns=(
        column("sha", draw.hexes(40)),
        column("tree", draw.hexes(40)),
        column("parents[]", draw.several(draw.hexes(40), 1, 2)),
        column("author.name", WHO, "person-name"),
        column(
            "author.email",
            draw.mixed(
                people.emails("pl", "wp.example gmail.com"),
                draw.joined("{}@users.noreply.forge.example", draw.like("########+^^^^^")),
            ),
            "email",
        ),
        column("author.when", draw.epochs()),
        column("author.tz", draw.pick("+0200", "+0530", "+0000", "-0700")),
        column("committer.login", draw.tokens("", 9, "abcdefghijklmnopqrstuvwxyz-"), "username|social-handle"),
        column("message", MESSAGE, "email", accepts=("person-name", "free-text", "private-message")),
        column("push.ip", draw.mixed(draw.like("203.0.113.1##"), draw.like("2001:db8:%%%%::%%%%")), "ip-address"),
        column("push.key", draw.tokens("SHA256:", 43), accepts=("device-id",)),
        column(
            "push.agent",
            draw.words("git/2.43.0;JGit/6.8;libgit2 1.7.1;git/2.39.5 (Apple Git-154)"),
            accepts=("user-agent",),
        ),
        column(
            "files[].path",
            draw.several(
                draw.joined(
                    "{}/{}.{}",
                    draw.words("src/net;src/faker/names;docs;tests/people;lib/ada"),
                    draw.words("ring;jordan;address;phone_numbers;readme;martin"),
                    draw.pick("c", "py", "md", "rs"),
                ),
                1,
                3,
            ),
        ),
        column("files[].add", draw.several(draw.integers(0, 900), 1, 3)),
        column("repo", draw.words("ada;grace-db;turing-ui;hopper;pascal-core")),
        column("tag", draw.mixed(draw.like("v2.#.#"), draw.like("v2.1#.0-rc#")), blank=0.9),
        column("ci.state", draw.words("success;failure;pending;skipped")),
        column("ci.run", draw.like("9#########")),
    ),
)
