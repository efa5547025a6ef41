"""What the checks of credentials say yes and no to; every key, password and token here is invented or published."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

_B64 = "QWxsIG9mIHRoaXMgaXMgaW52ZW50ZWQgYW5kIG9wZW5zIG5vdGhpbmcgYXQgYWxsLg"
_LONG = _B64 * 4

TABLES: dict[tuple[str, int], Table] = {
    ("api-key", 0): of(
        """
        a1b2c3d4e5f6a7b8c9d0
        Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==
        0123456789abcdef0123456789abcdef
        wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY0
        550e8400-e29b-41d4-a716-446655440000
        key_9f8e7d6c5b4a39281706
        prod-4f3c2b1a0987654321
        AB12CD34EF56GH78IJ90
        x1x2x3x4x5x6x7x8x9x0.y1y2y3
        0x8f7e6d5c4b3a2918
        tok_1a2b3c4d5e6f7g8h
        Qz3n-8Kd2-11Lp-99Xv
        """,
        """
        12345678901234567890
        hello world
        testa
        abcdefghijklmnop
        2023-01-02T03:04:05Z
        https://example.org/a1b2c3d4e5f6
        order-12345
        testa@example.org
        192.168.001.001
        1234-5678-9012-3456
        short1
        Musterstraße 12, 00000 Musterstadt
        """,
    ),
    ("jwt", 0): of(
        f"""
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U
        eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
        eyJraWQiOiIxIiwiYWxnIjoiUlMyNTYifQ.eyJhIjoxfQ.{_B64}
        eyJraWQiOiIxMiIsImFsZyI6IlJTMjU2In0.eyJhIjoxfQ.{_B64}
        eyJhbGciOiJub25lIn0.eyJhIjoxfQ.
        eyJhbGciOiJFUzI1NiJ9.e30.abcd
        Bearer eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abcd
        ewogImFsZyI6ICJ4In0.eyJhIjoxfQ.abcd
        eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d
        eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c
        eyAiYWxnIiA6ICJub25lIn0.eyJhIjoxfQ.abcd
        eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ.{_B64}.{_B64}
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0
        """,
        """
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcd
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkw
        eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ
        eyJ0eXAiOiJKV1QifQ.eyJhIjoxfQ.abcd
        eyJhIjoxfQ.eyJiIjoyfQ.eyJjIjozfQ
        www.example.org
        1.2.3
        a.b.c
        eyes.wide.open
        com.example.package
        {"alg":"HS256"}
        eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.ab cd
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ
        """,
    ),
    ("private-key", 0): of(
        f"""
        -----BEGIN RSA PRIVATE KEY-----\\nMIIE
        -----BEGIN PRIVATE KEY-----\\nMIIE
        -----BEGIN EC PRIVATE KEY-----\\nMHcC
        -----BEGIN DSA PRIVATE KEY-----
        -----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        -----BEGIN PGP PRIVATE KEY BLOCK-----
        ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
        PuTTY-User-Key-File-2: ssh-rsa
        PuTTY-User-Key-File-3: ssh-ed25519
        AGE-SECRET-KEY-1{"Q" * 58}
        LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlF
        LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUU
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmU
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj
        MIIEpAIBAAKCAQEA{_LONG}
        MC4CAQAwBQYDK2VwBCIEI{_B64}
        {{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}}
        """,
        """
        -----BEGIN CERTIFICATE-----\\nMIIE
        -----BEGIN PUBLIC KEY-----\\nMIIB
        -----BEGIN RSA PUBLIC KEY-----
        -----BEGIN PGP PUBLIC KEY BLOCK-----
        -----BEGIN CERTIFICATE REQUEST-----
        ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
        MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0B
        LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUU
        {"kty":"EC","crv":"P-256","x":"a","y":"b"}
        private key
        AGE-SECRET-KEY-1
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ
        the private key is in the safe
        """,
    ),
    ("connection-string", 0): of(
        """
        postgres://testa:hunter2@db.example.org:5432/app
        postgresql+psycopg2://testa:hunter2@192.0.2.7/app
        mysql://root:hunter2@localhost/app
        mongodb+srv://testa:hunter2@cluster0.example.org/app?w=majority
        redis://:hunter2@192.0.2.7:6379/0
        amqp://testa:hunter2@mq.example.org/vhost
        https://testa:hunter2@git.example.org/x.git
        jdbc:postgresql://testa:hunter2@db.example.org/app
        jdbc:mysql://db.example.org/app?user=testa&password=hunter2
        Server=db.example.org;Database=app;User Id=testa;Password=hunter2;
        Data Source=db.example.org;Initial Catalog=app;uid=testa;pwd=hunter2
        host=db.example.org dbname=app user=testa password=hunter2
        DefaultEndpointsProtocol=https;AccountName=testa;AccountKey=QWxsIG9mIHRoaXM=;EndpointSuffix=example.org
        Endpoint=sb://example.org/;SharedAccessKeyName=root;SharedAccessKey=QWxsIG9mIHRoaXM=
        ftp://testa:p%40ss@ftp.example.org
        """,
        """
        postgres://db.example.org:5432/app
        postgres://testa@db.example.org/app
        postgres://testa:${PASSWORD}@db.example.org/app
        postgres://testa:<password>@db.example.org/app
        postgres://testa:****@db.example.org/app
        postgres://testa:xxxxx@db.example.org/app
        https://example.org:8443/a@b
        https://example.org/a:b@c
        Server=db.example.org;Database=app;Integrated Security=true
        host=db.example.org dbname=app user=testa
        password=hunter2
        mailto:testa:b@example.org
        git@example.org:repo.git
        testa@example.org
        Password must not be empty
        """,
    ),
    ("session-token", 0): of(
        """
        PHPSESSID=298zf09hf012fh2a298zf09h
        JSESSIONID=0A1B2C3D4E5F60718293A4B5C6D7E8F9
        connect.sid=s%3AQWxsIG9mIHRoaXM.aW52ZW50ZWQ
        laravel_session=eyJpdiI6IkFBQUFBQUFBQUFBQSJ9
        _gitlab_session=0123456789abcdef0123456789abcdef
        sessionid=0123456789abcdef0123456789abcdef
        ci_session=0123456789abcdef0123456789abcdef
        ASP.NET_SessionId=abcdefghijklmnopqrstuvwx
        Cookie: PHPSESSID=298zf09hf012fh2a298zf09h; lang=en
        Set-Cookie: sid=0123456789abcdef; Path=/
        _session_id=0123456789abcdef0123456789abcdef
        .ASPXAUTH=0123456789ABCDEF0123456789ABCDEF
        """,
        """
        PHPSESSID
        PHPSESSID=1
        lang=en; theme=dark
        session=1
        sessionid
        Cookie: lang=en-US
        0123456789abcdef0123456789abcdef
        sid=12
        session expired
        JSESSIONID=
        inside=0123456789abcdef0123456789abcdef
        https://example.org/?q=PHPSESSID
        """,
    ),
    ("session-token", 1): of(
        """
        298zf09hf012fh2a298zf09h
        0123456789abcdef0123456789abcdef
        s%3AQWxsIG9mIHRoaXM1.aW52ZW50ZWQ
        Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==
        550e8400-e29b-41d4-a716-446655440000
        eyJpdiI6IkFBQUFBQUFBQUFBQSJ9
        a1b2c3d4e5f6a7b8c9d0e1f2
        AB12CD34EF56GH78IJ90
        r1:4f3c2b1a0987654321fe
        9f8e7d6c-5b4a3928-1706f5e4
        1a2b3c4d5e6f7g8h|9i0j1k2l
        0a1B2c3D4e5F6g7H8i9J0k
        """,
        """
        1
        short1
        hello world
        2023-01-02T03:04:05
        https://example.org/a1b2c3d4e5f6
        abcdefghijklmnopqrstuvwxyz
        expired_session_2023
        1234567890123456
        testa@example.org
        $2b$12$abcdefghijklmnopqrstuu
        Musterstraße 12
        admin-panel-settings-1
        """,
    ),
    ("password", 0): of(
        """
        hunter2
        correct horse battery staple
        Pa$$w0rd!
        123456
        qwerty
        Sommer2019!
        пароль1
        密码1234
        p@ssword
        letmein
        x9#Lq!2v
        iloveyou3
        """,
        """
        0123456789abcdef0123456789abcdef
        $2b$12$abcdefghijklmnopqrstuu0123456789012345678901234567890
        {SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
        testa@example.org
        2023-01-02
        true
        ********
        REDACTED
        https://example.org
        x
        pbkdf2_sha256$260000$salt$hash
        *0123456789ABCDEF0123456789ABCDEF01234567
        """,
    ),
    ("security-answer", 0): of(
        """
        Bello
        Exampleton
        blue
        Musterstadt
        1999
        my first teacher
        синий
        小白
        Opel Kadett
        3 cats
        Testa's Diner
        pizza
        """,
        """
        What was the name of your first pet?
        true
        false
        null
        none
        n/a
        set
        unset
        https://example.org/answer
        2023-01-02T03:04:05
        NULL
        Which street did you grow up in?
        """,
    ),
}
