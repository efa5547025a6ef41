"""When somebody was seen. Any time since 1990 passes (weight 1): a field name must agree, and "time" by itself counts
only beside fields about places (see ``survey.evidence``)."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import instant_between, phrases
from nightlatch.survey.values import Kind

_KINDS: frozenset[Kind] = frozenset({"text", "time", "date", "integer"})
CATEGORY = (
    Category(
        id="sighting-time",
        label="sighting times",
        group="location",
        check=instant_between(1990, 2100),
        chance=0.4,
        weight=1.0,
        kinds=_KINDS,
        names=named(
            "sighting-time",
            """
    seen, seen at, last seen, last seen at, first seen, captured at, capture time, capture date, captured,
    snap time, sighting time, sighted at, detected at, detection time, spotted at, observed at, visit time,
    visited at, check in time, checkin time, checkin, check in, check in at, pass time, passed at, entry time,
    exit time, scan time, scanned at, location time, gps time, fix time, located at, track time, position time,
    last location time, arrival time, recorded at location, gesehen am, gesehen, aufnahmezeit, erfasst am,
    zeitpunkt, vu le, date de passage, heure de passage, visto en, visto el, hora de paso, fecha captura, visto em,
    hora captura, avvistato, ora passaggio, gezien op, widziany, замечен, время фиксации, время проезда,
    время съемки, görülme zamanı, geçiş zamanı, وقت المشاهده, وقت الرصد, 抓拍时间, 经过时间, 通过时间, 过车时间,
    采集时间, 出现时间, 拍摄时间, 最后出现时间, 进入时间, 定位时间, zpsj, tgsj, jgsj, gcsj, cjsj, 撮影日時,
    通過時刻, 検知時刻, 촬영시간, 통과시간, 감지시간, 목격시간""",
        ),
    ),
    Category(
        id="sighting-time",
        label="sighting times",
        group="location",
        check=instant_between(1990, 2100),
        chance=0.4,
        weight=1.0,
        kinds=_KINDS,
        names=phrases("""
    time, timestamp, ts, date time, datetime, event time, at, t, when, record time, recorded at, zeit, zeitstempel,
    uhrzeit, heure, horodatage, hora, fecha hora, data hora, ora, tijd, tijdstip, czas, время, дата время, час,
    zaman, tarih saat, الوقت, زمان, 时间, 时间戳, sj, shijian, 日時, 時刻, 시간, 일시, tid, aika, čas, idő, timp,
    ώρα, thời gian, waktu, เวลา, समय, שעה"""),
    ),
)
