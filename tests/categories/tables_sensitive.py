"""What the checks of special categories, health, biometrics and work say yes and no to; all values are invented."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

_ACGT = "ACGTTGCAAGCTTACGGATCCTAG"
_VECTOR = "[" + ", ".join(["0.125", "-0.5", "3.25e-2", "-1.75"] * 32) + "]"

TABLES: dict[tuple[str, int], Table] = {
    ("religion", 0): of(
        "Catholic\nroman catholic\nMuslim\nSunni\nJewish\nHindu\nBuddhist\nSikh\nevangelisch\nкатолик\nПравославие\n基督教\n佛教"
        "\n불교\nمسلم\nmüslüman\nprotestante\nateo\nהינדי\nיהודי\nहिन्दू\nพุทธ\nno religion".replace("\nהינדי", ""),
        "Unorthodox\nCathedral\nMosque\nJordan\nmass\ncatholicity index\nChristine\nIslamabad\n100 EUR\nchurch street 5\n佛山\n"
        "Easter\nJewishness of soup\n回家\nbuddha bowl",
    ),
    ("political-opinion", 0): of(
        "Democrat\nRepublican\nlabour\nTory\nSPD\nAfD\nPSOE\nMovimento 5 Stelle\nединая россия\nAKP\n中共党员\n共青团员\n群众\n自民党\n국민의힘"
        "\nleft-wing\nBJP\nfar-right",
        "third party\nparty of 5\nbirthday party\nbirthday\nDemocracy\nLabor cost\n白人群众演员\nmigration\nleftover\nrightmost\nRepublic"
        "\nGreen\nSocial media\nconservation",
    ),
    ("trade-union", 0): of(
        "ver.di\nIG Metall\nUNISON\nUnite the Union\nAFL-CIO\nTeamsters\nCGT\nCFDT\nCGIL\nCCOO\nFNV\nSolidarność\n민주노총\n連合\nhistadrut",
        "union\nUNION ALL\nEuropean Union\ncredit union\nWestern Union\nreunion\nunit\nSELECT\nunion of sets\nIG\nmetal\nguild\n工人",
    ),
    ("trade-union", 2): of(
        "yes\nNo\ntrue\nfalse\nja\nnein\noui\nsí\nда\n是\nevet\nY\n1\n0",
        "maybe\nunion\n2\nyesterday\nnope\nIG Metall\n-\nx\n10\n2020-01-01\ntruely\non",
    ),
    ("sexual-orientation", 0): of(
        "heterosexual\nGay\nlesbian\nBisexual\nheterosexuell\nhomosexuelle\nbisessuale\nгетеросексуал\n同性恋\n異性愛\n이성애자\nמהומו\nqueer".replace(
            "\nמהומו", "\nהומו"
        ),
        "landscape\nportrait\nstraight\nleft\nhorizontal\nnorth\nbi-weekly\nhomogeneous\nheterogeneous\ngayle\nfemale\nLesbos\norientation",
    ),
    ("sex-life", 0): of(
        "sexually active\nCondom\nIUD\noral contraceptive\nBDSM\npolyamorous\npréservatif\nпрезерватив\n避孕套\nコンドーム\n콘돔\nvirgin",
        "male\nfemale\nactive\nVirginia\nvirgin olive oil\npartner\nactive user\nmale voice\nspiral\npill box\nopen\nsexual\nswing",
    ),
    ("criminal-record", 0): of(
        "theft\nArmed robbery\nassault\nDUI\nmoney laundering\nDiebstahl\nescroquerie\nhomicidio\nмошенничество\n盗窃\n诈骗罪\n窃盗\n절도"
        "\nconvicted of fraud in 2011\nsentenced to 3 years\nhırsızlık",
        "anti-theft device\nfraudulent transaction score\npepper\nbatteries\nDiebold\nvolume\nassaulted by waves\nrapeseed\n盗版\n"
        "Murder on the Example Express\ncharge\nbattery 40 %\nparole".replace("\nparole", "\nhit"),
    ),
    ("diagnosis", 0): of(
        "Type 2 diabetes mellitus\nHypertension\nMajor depressive disorder, depression\nE11.9 Type 2 diabetes\nHerzinfarkt\nasthme\nhipertensión"
        "\nсахарный диабет 2 типа\n高血压\n糖尿病\n고혈압\nسكري\nşeker hastalığı\nHIV positive\nComirnaty\nno known allergies\nasthma",
        "wireless mouse\nDiane Example\nmigration\nflute\ndepth 5\nstrokes per minute gained".replace(
            "strokes per minute gained", "keystroke"
        )
        + "\nobese cat".replace("obese cat", "cat")
        + "\nBerlin\nJohn Exampleton\nB12\nA4 paper\nWi-Fi\ncolour\n2020-01-01",
    ),
    ("diagnosis", 3): of(
        "E11.9\nI10\nJ45.909\nF32.1\nZ00.00\n5A11\n6A70.1\n250.00\nV58.69\n401\n2160-0\n718-7",
        "hello\nE1\nU-boat\n12345\nA\n192.0.2.7\nE11.90000\nABC12\n3.14159\n2020-01-01\n1\n-",
    ),
    ("diagnosis", 4): of(
        "73211009\n38341003\n195967001\n44054006\n22298006\n13645005\n84757009\n56265001\n35489007\n40930008\n64859006\n55822004",
        "73211008\n12345678\n38341013\n1959670\n44054007\nabc\n4111111111111111\n123\n20200101\n99999999\n10000000\n55822005",
    ),
    ("medication", 0): of(
        "Metformin\nparacetamol\nIbuprofen\natorvastatin\nOzempic\nатенолол 50 мг".replace(
            "атенолол 50 мг", "парацетамол"
        )
        + "\n阿司匹林\nアスピリン\n아스피린\nAmlodipine 5 mg\nLisinopril 10mg\nRosuvastatin 20 mg daily\nanalgin".replace(
            "\nanalgin", "\nанальгин"
        ),
        "sugar\naspiring artist\nvitamin shop\nOxford\ninsulated mug\nApril\nIslam\nmorph\n5 mg\nwater 500 mg bottle\nJohn Exampleton\n"
        "paraglider\nLipton",
    ),
    ("medication", 3): of(
        "A10BA02\nC09AA05\nN02BE01\nC10AA05\nJ01CA04\nR03AC02\n0002-8215-01\n50580-449-05\n12345-678-90\n12345-6789-0\nN06AB06\nB01AC06",
        "A10\nZ10BA02\n10BA02A\nABC1234\n2020-01-01\n123-456-789\nA1BA02\nC09AA5\n192.0.2.7\nhello\n1234-5678\nE10BA02",
    ),
    ("blood-type", 0): of(
        "O+\no-\nAB+\nab-\nO pos\nO positive\nAB pos\nO Rh+\nA型\nB型\nAB型\nB형\nO negative",
        "A+\nB-\nA\nC+\nD-\nO\nA1\nplus\n型\nAAA+\nblood\n10",
    ),
    ("disability", 0): of(
        "Deaf\nhearing impairment\nWheelchair user\nschwerbehindert\nRollstuhlfahrer\nmalvoyant\nsordo\nглухой\n视力残疾\n視覚障害\n지체장애"
        "\nişitme engelli\nکم بینا",
        "enabled\ndeafening\nwheel\nchair\nable\nblinds and curtains\ncolour blind palette\nTrue\nRoll\nvisual\nhearing\nDisability act",
    ),
    ("health-record-id", 0): of(
        "MRN-0012345\n00123456\nP12345\nH-2020-00012\n123-45-67\nPAT 0001\nA1B2C3D4\n550e8400-e29b-41d4-a716-446655440000\n1234567/12\n12.345.678"
        "\nHN 123456\n2020/00017",
        "hello\nMasthead\n1\n-\nJohn Exampleton\nx@example.org\nhttps://example.org\nyes\nEXAMPLEHOSPITAL1\n#\n  \n王小明\n€ 100",
    ),
    ("insurance-number", 0): of(
        "POL-123456\n1234567890\nA123456780\nW1234 56789\nXYZ123456789\n12345678-01\nAB12CD34EF\n12/34567\nK12345678\n0012345678\nBG 123456\n99.88.77",
        "hello\n12\n-\nJohn Exampleton\nx@example.org\nhttps://example.org\nyes\n王小明\n€ 100\n1\na b\n?",
    ),
    ("face-image", 1): of(
        "RkFDADAxMAAAAAAAAAAAAAAA\nRkFDAAAAAAAAAAAAAAAA\n4641430030313000000000\n464143003031300000000000\nRkFDADAyMAAAAAAAAAA="
        "\nRkFDADAzMAAAAAAAAAAAAAAA\nRkFDAQAAAAAAAAAAAAAAAAAA\nRkFDAFFFFFFFFFFFFFFF\n46414300ffffffffffff\nRkFDAHHHHHHHHHHHHHHHHHHH"
        "\nRkFDAZZZZZZZZZZZZZZZ\n46414300aaaaaaaaaaaa",
        "RkFDA\nface\nFAC\n46414300\niVBORw0KGgoAAAANSUhEUgAA\n/9j/4AAQSkZJRgABAQAAAQABAAD\nJVBERi0xLjQ\nhello\nAAAA\nhttps://example.org/a.jpg"
        "\n0123456789abcdef\nR0lGODdh",
    ),
    ("face-image", 4): of(
        "/img/1.jpg\nhttps://example.org/face/1\nfaces/0001.png\nC:/f/1.bmp\n1.webp\ns3://bucket/f\nhttp://192.0.2.1/a\na.jpeg\n/data/x.gif\nb.heic"
        "\nftp://example.org/x\np.tiff",
        "hello\n1\njpg\n.jpg\nface\nJohn Exampleton\n2020-01-01\nexample.org\n/img/1\nx.txt\nhttp\na b c",
    ),
    ("face-embedding", 2): of(
        "\n".join("AbCd0123" * n for n in (43,)) + "\n" + "\n".join(c * 683 + "=" for c in "ABCDEFGHIJK"),
        "hello\n" + "\n".join("A" * n for n in (100, 120, 200, 300, 343, 345, 500, 600, 682, 685, 1000)),
    ),
    ("face-embedding", 3): of(
        "\n".join(_VECTOR.replace("0.125", f"0.{n}") for n in range(100, 112)),
        "[0.1]\n[1, 2, 3]\nhello\n0.5\n[]\n[0.1, 0.2, 0.3, 0.4]\n1.2.3\n(48.1, 11.5)\n{}\n[a, b]\n0.1 0.2\n-1",
    ),
    ("fingerprint-template", 1): of(
        "Rk1SACAyMAAAAAAAAAAAAAAA\nRk1SAAAAAAAAAAAAAAAAAAAA\nRklSADAxMAAAAAAAAAAAAAAA\n464d5200203230000000000000\n464D520020323000000000"
        "00\n\\x464d52002032300000000000\n464952003031300000000000\nRk1SADAzMAAAAAAAAAAAAAAA\nRk1SAFFFFFFFFFFFFFFFFFFF\n464d5200ffffffffffffffff"
        "\nRklSAHHHHHHHHHHHHHHHHHHH\n464d5200aaaaaaaaaaaaaaaa",
        "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDQkq\n0123456789abcdef0123456789abcdef\nAA:BB:CC:DD:EE:FF:00:11:22:33\nfingerprint\nFMR\nRk1S"
        "\nhello\niVBORw0KGgoAAAANSUhEUgAAAAUA\nSUlSADAxMAAAAAAAAAAAAAAA\n550e8400-e29b-41d4-a716-446655440000\n/9j/4AAQSkZJRgABAQAAAQABAAD"
        "\n464d",
    ),
    ("iris-template", 1): of(
        "SUlSADAxMAAAAAAAAAAAAAAA\nSUlSADAyMAAAAAAAAAAAAAAA\nSUlSAAAAAAAAAAAAAAAAAAAA\n494952003031300000000000\n\\x494952003031300000000000"
        "\nSUlSAFFFFFFFFFFFFFFFFFFF\n49495200ffffffffffffffff\nSUlSAHHHHHHHHHHHHHHHHHHH\nSUlSABBBBBBBBBBBBBBBBBBB\n49495200aaaaaaaaaaaaaaaa"
        "\nSUlSACCCCCCCCCCCCCCCCCCC\n49495200bbbbbbbbbbbbbbbb",
        "Iris-setosa\nsetosa\nIris Exampleton\niris\n5.1\nRk1SACAyMAAAAAAAAAAAAAAA\nSUlS\nhello\n494952\nversicolor\nIIR\n0123456789abcdef0123",
    ),
    ("voiceprint", 3): of(
        "/voice/1.wav\na.mp3\nrec/0001.flac\nx.ogg\n1.opus\nspeaker.npy\n"
        + "AbCd" * 12
        + "\n"
        + "Zz09" * 20
        + "\n"
        + "/+Aa" * 30
        + "\nv.bin\nb.dat\nc.m4a",
        "alto\nvoice\nhello\n1\n2020-01-01\nJohn Exampleton\n+49 30 23125 000\nsoprano voice\nx.txt\nAbCdEf\nactive\nVoice of Example",
    ),
    ("genetic-data", 0): of(
        "rs7412\nrs429358\nRS1801133\nNM_000059.3:c.1521_1523delCTT\nNC_000017.10:g.41276045_41276046del\nc.76A>T\nc.35delG\np.Gly12Asp\np.(Arg97Pro)"
        "\nHLA-A*02:01\nDRB1*15:01\nB*57:01",
        "rs\nrs12\nRS-232\nrs232c\nperson1\nHLA\np.12\nA*\nc.1\nNM\nhello\nrs 100",
    ),
    ("genetic-data", 1): of(
        "\n".join(_ACGT[n:] + _ACGT[:n] for n in range(11)) + "\n" + _ACGT.lower() + "\nNNNN" + _ACGT,
        "ACGT\nGATTACA\nTACTCAT\nAAAA\ncat tag\nACGTX"
        + _ACGT
        + "\nhello\n010101\nABCDEFGH\nTTAGGG\nA\n"
        + _ACGT
        + " x",
    ),
    ("job-title", 0): of(
        "Software Engineer\nSenior Sales Manager\nNurse\nHead of Marketing\nCEO\nTeacher, primary\nVice President\nGeschäftsführer\nKrankenschwester"
        "\nIngénieur\nenfermera\ninsegnante\nпрограммист\nбухгалтер\n软件工程师\n销售经理\n営業部長\n개발자\nمهندس\nöğretmen",
        "Testa Exampleton\nWireless Mouse\nExample GmbH\nengine\nmanage\nteaching\nBerlin\ndevelopment\nhttps://example.org\ncooking oil"
        "\nThe Nurse Was Here\nnursery\n12\nred",
    ),
    ("employee-id", 0): of(
        "E12345\nEMP-0001\nemp_12\n100234\n00017\nA1\nSTAFF 0042\n12-345\nP100\n550e8400-e29b-41d4-a716-446655440000\nWD00123\nx1",
        "hello\nJohn Exampleton\n-\nx@example.org\n王小明\nhttps://example.org\n€ 5\nyes\nA B C\n!\nManager\n \n#",
    ),
    ("student-id", 0): of(
        "S12345\nSTU-0001\n20231234\n00017\nA12\nm123456\n12-345\n2023/0017\n550e8400-e29b-41d4-a716-446655440000\nUG 0042\nh01\nX2.1",
        "hello\nJohn Exampleton\n-\nx@example.org\n王小明\nhttps://example.org\n€ 5\nyes\nA B C\nFreshman\n1\n#",
    ),
    ("education", 0): of(
        "High school\nBachelor's degree\nPhD\nM.Sc.\nAbitur\nMittlere Reife\nBac+5\nlicenciatura\nensino médio\nlaurea magistrale\nвысшее\n本科"
        "\n硕士\n大卒\n고졸\nlisans\nبكالوريوس",
        "school bus\nbachelor party\nmaster bedroom\ndegree Celsius\n37 degrees\ndiplomat\ncollege street\nmajor\nminor\n本\n高\n12",
    ),
    ("guardian", 1): of(
        "Testa Exampleton\nMax Mustermann\nExampleton, Testa\nO'Example Jane\nИван Примеров\n王小明\n김철수\nمحمد المثال\nmother\nAnna-Lena Beispiel"
        "\nμαρία\nД. Примеров",
        "12\nx@example.org\n+49 30 23125 000\n2020-01-01\nhttps://example.org\nA1\n#\nJohn & Jane\nuser_1\n-\n1st\n50 %",
    ),
    ("cell-tower", 0): of(
        "262-01-1234-56789\n262:02:100:1\n310-260-1234-123456789\n460,00,4123,12345\n208_10_1_2\n250/01/77/999\n404|45|12345|4321\n724-05-1-1"
        "\n234-15-65535-65535\n505 01 12 12345\n440-10-1-12345678\n 262-01-1-2 ",
        "192.168.0.1\n2020-01-01-5\n100-01-1-1\n262-01\n999-99-1-1\n262-1-1-1\n1-2-3-4\n12:34:56\n+49 30 23125\n262-01-1234567-1\nhello\n262011234",
    ),
    ("private-message", 0): of(
        "hello there, how are you?\nSee you at five o'clock\nWo bist du gerade?\nje suis en retard ce soir\nllego en diez minutos, espérame"
        "\nПривет, как твои дела?\n你今天晚上有空吗\n今日は何時に帰りますか\nare you coming to it\nplease call me back\nbeni ara lütfen hemen şimdi\nถึงบ้านแล้วนะครับ",
        "ok\nhello\nyes\n12\nJohn Exampleton\nx@example.org\n2020-01-01\n好\nnull\nhttps://example.org\nshipped\nA B C",
    ),
    ("free-text", 0): of(
        "Patient complains of pain since Monday\nVery friendly on the phone\nhas two children and a dog\nGeht es heute besser als gestern"
        "\nLe client est mécontent du service\nпациент жалуется на боль\n患者今日状态良好，继续观察\n今日は特に問題ありません\nasked to be called later\nborn in Example, lives in Test"
        "\nna na na na\nno cumple con lo pactado",
        "ok\nhello\nyes\n12\nJohn Exampleton\nx@example.org\n2020-01-01\n好\nnull\nhttps://example.org\nshipped\nA B C",
    ),
    ("document-scan", 1): of(
        "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9M\nJVBERi0xLjcAAAAAAAAAAAAA\nSUkqAAgAAAAAAAAAAAAAAAAA\nTU0AKgAAAAgAAAAAAAAAAAAA"
        "\n0M8R4KGxGuEAAAAAAAAAAAAA\nUEsDBBQABgAIAAAAIQAAAAAA\ndata:application/pdf;base64,JVBE\ndata:image/tiff;base64,SUkqAAA\n%PDF-1.4 %âãÏÓ 1 0 obj <<"
        "\n255044462d312e340a25c7ec8f\n\\x255044462d312e340a25c7ec8f\ne1xydGYxXGFuc2kgAAAAAAAA",
        "PDF\nhello\nJVBERi0\niVBORw0KGgoAAAANSUhEUgAA\n/9j/4AAQSkZJRgABAQAAAQABAAD\ndata:image/png;base64,iVBORw0KG\nhttps://example.org/a.pdf\na.pdf"
        "\nAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n%PDF\nUEsDBAoAAAAAAAAAAAAAAAAA\n0123456789abcdef01234567",
    ),
    ("document-scan", 2): of(
        "a.pdf\n/docs/1.PDF\ncontract.docx\nid.tif\nscan.tiff\nhttps://example.org/x.pdf\nx.doc\ny.odt\nz.rtf\ns3://b/k.pdf\np.p7m\nC:/x/1.pdf",
        "a.jpg\npdf\n.pdf\nhello\nx.pdf.exe\na.txt\n1\nhttps://example.org/\nJohn Exampleton\n2020-01-01\nx.docm\ny.csv",
    ),
    ("public-work", 0): of(
        "The Long Way Home\nPink Example\n王小明\nx\n1984\nA Night at the Example\nУ\nLa Vida Ejemplo\nTrack 01\nfoo.mp3\nExample, The\n?",
        "\n".join("x" * n for n in range(201, 213)),
    ),
}
