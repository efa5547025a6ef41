"""Sex life (GDPR Art. 9): told by the field's name; the words of its answers say little by themselves."""

from nightlatch.categories import Category
from nightlatch.categories._worded import worded
from nightlatch.headings import named
from nightlatch.survey.checks import always

_NAMES = """
    sex life, sexual activity, sexually active, sexual partners, number of sexual partners, sexual history,
    sexual practices, sexual behaviour, sexual behavior, sexual preferences, sexual fantasies, sexual encounters,
    fetish, fetishes, kink, kinks, libido, contraception, contraceptive, contraceptive method, condom use,
    std history, sti history, std status, hiv exposure, last sexual contact, first intercourse, prostitution,
    sex worker, sexualleben, sexuelle vorlieben, sexualpartner, verhütung, verhütungsmittel, vie sexuelle,
    pratiques sexuelles, partenaires sexuels, contraception méthode, vida sexual, prácticas sexuales,
    parejas sexuales, anticonceptivo, método anticonceptivo, parceiros sexuais, método contraceptivo,
    anticoncepcional, vita sessuale, partner sessuali, contraccettivo, seksleven, seksuele partners, anticonceptie,
    życie seksualne, partnerzy seksualni, antykoncepcja, половая жизнь, сексуальная жизнь, половые партнеры,
    контрацепция, статеве життя, cinsel yaşam, cinsel partner, doğum kontrolü, الحياه الجنسيه, الشركاء الجنسيون,
    منع الحمل, زندگی جنسی, 性生活, 性行为, 性伴侣, 避孕方式, 避孕措施, 嫖娼, 卖淫, 性行為, 性交渉, 避妊, 避妊方法,
    성생활, 성관계, 피임, 피임방법, sexliv, sexuella partners, preventivmedel, sexpartnere, prevensjon, prævention,
    seksielämä, ehkäisy, sexuální život, antikoncepce, szexuális élet, fogamzásgátlás, viață sexuală, contracepție,
    σεξουαλική ζωή, αντισύλληψη, сексуален живот, контрацепция метод, seksualni život, kontracepcija,
    đời sống tình dục, biện pháp tránh thai, kehidupan seksual, kontrasepsi, ชีวิตทางเพศ, คุมกำเนิด, यौन जीवन,
    गर्भनिरोधक, חיי מין, אמצעי מניעה"""
CATEGORY = (
    *worded(
        "sex-life",
        "facts of sex life",
        "special",
        names=_NAMES,
        words="""
        sexually active, not sexually active, never had sex, monogamous, polyamorous, open relationship, swinger,
        bdsm, dominant, submissive, condom, condoms, birth control pill, oral contraceptive, iud,
        intrauterine device, withdrawal method, vasectomy, tubal ligation, unprotected sex, anal sex, oral sex,
        vaginal sex, casual sex, one night stand, abstinent, virgin, kondom, antibabypille, spirale, sexuell aktiv,
        préservatif, pilule contraceptive, stérilet, condón, preservativo, píldora anticonceptiva, diu, camisinha,
        pílula anticoncepcional, pillola anticoncezionale, condoom, prezerwatywa, презерватив,
        противозачаточные таблетки, prezervatif, doğum kontrol hapı, واقي ذكري, 避孕套, 安全套, 避孕药, 宫内节育器,
        コンドーム, ピル, 콘돔, 피임약, kondomi, kondomy, óvszer, prezervativ, προφυλακτικό, bao cao su,
        ถุงยางอนามัย, कंडोम, קונדום""",
        chance=0.002,
        weight=5.0,
    ),
    Category(  # a number of partners, yes or no
        id="sex-life",
        label="facts of sex life",
        group="special",
        check=always,
        chance=0.5,
        weight=0.1,
        names=named("sex-life", _NAMES),
        kinds=frozenset({"integer", "bool"}),
        tier="name",
    ),
)
