"""Connection strings with a password in them: ``scheme://user:password@host`` and ``key=value`` forms.

Addresses without a password, and those where it is a placeholder (``***``, ``${PASSWORD}``, ``<password>``), are none.
A column of them stands alone (weight 11). Measured: 8 M values/s.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey.checks import Bools, phrases
from nightlatch.survey.values import Values

_HIDDEN = r"[^\s:/?#@<>{}$*;][^\s/?#@<>{}]{0,200}"
_URI = rf"[A-Za-z][A-Za-z0-9+.-]{{1,30}}://[^\s:/?#@]{{0,120}}:{_HIDDEN}@[^\s/?#@\"'<>]{{2,}}"
_WORD = r"(?:password|passwd|pwd|accountkey|sharedaccesskey|sharedsecret)"
_PAIR = rf"(?i)(?:^|[;?&\s]){_WORD}\s*=\s*['\"]?[^\s;&<>{{}}$*'\"][^\s;&<>{{}}]*"
_HOST = (
    r"(?i)(?:^|[;?&\s])(?:server|host|hostaddr|hostname|data source|datasource|addr|address|network address|dsn"
    r"|endpoint|accountname|defaultendpointsprotocol|uid|user id|dbname|database)\s*=\s*\S|^jdbc:[a-z]"
)
_KEY = r"(?i:\b(?:accountkey|sharedaccesskey))=['\"]?[A-Za-z0-9+/]{43,86}={1,2}"  # of Azure's, cut out of its string
_NONE = r"^(?i)\s*(?:mailto|sip|tel|data|javascript|urn):|:(?i)(?:x{3,}|\*{2,}|\.{3,}|your_?password|redacted)@"


def _connection(values: Values) -> Bools:
    passed = values.matches(rf"^\s*(?:jdbc:)?{_URI}")
    paired = values.matches(_PAIR)
    if paired.any():
        passed |= paired & values.matches(_HOST)
        passed |= values.matches(rf"^{_KEY}['\"]?$")
    return np.asarray(passed & ~values.matches(_NONE)) if passed.any() else passed


CATEGORY = Category(
    id="connection-string",
    label="connection strings with passwords",
    group="credential",
    check=_connection,
    chance=1e-6,
    weight=11.0,
    find=rf"\b{_URI}|{_KEY}",
    names=phrases("""
    connection string, connectionstring, conn string, connstr, conn str, connection url, connection uri, conn url, dsn,
    database url, db url, database uri, db uri, database connection, jdbc url, jdbc, mongo uri, mongodb uri, mongo url,
    redis url, redis uri, amqp url, broker url, rabbitmq url, postgres url, postgres uri, mysql url,
    sqlalchemy database uri, storage connection, verbindungszeichenfolge, verbindungsstring, datenbank url,
    chaîne de connexion, url de connexion, cadena de conexión, cadena conexión, string de conexão,
    cadeia de conexão, stringa di connessione, verbindingsreeks, ciąg połączenia, parametry połączenia,
    строка подключения, строка соединения, рядок підключення, bağlantı dizesi, bağlantı cümlesi, سلسله الاتصال,
    رشته اتصال, 连接字符串, 连接串, 数据库连接, 接続文字列, 연결 문자열, 접속정보, anslutningssträng,
    forbindelsesstreng, tilkoblingsstreng, yhteysmerkkijono, připojovací řetězec, kapcsolati karakterlánc,
    șir de conexiune, συμβολοσειρά σύνδεσης, chuỗi kết nối, string koneksi, สตริงการเชื่อมต่อ"""),
)
