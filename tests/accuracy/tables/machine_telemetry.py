"""Telemetry of presses: alarms, recipes, operators by number, counters with as many digits as telephone numbers."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="plc.cycles",
    rows=500,
    columns=(
        column("ts", draw.epochs()),
        column("machine", draw.words("Press-01;Press-02;Anna;Berta;Cäsar")),
        column("cycle", draw.serial(79160000000, step=7)),
        column("lot", draw.like("9171######")),
        column("recipe", draw.like("R-##.##.###")),
        column("alarm", draw.like("E0##-##")),
        column("tool", draw.like("0170-##-####")),
        column("pressure", draw.normal(182.4, 3)),
        column("shift", draw.pick("M", "F", "N")),
        column("ok", draw.pick(0, 1)),
        column("hash", draw.hexes(16)),
    ),
)
