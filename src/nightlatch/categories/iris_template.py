"""Irises: image records of ISO/IEC 19794-6 ("IIR"), and codes under a field name that says iris or retina."""

from nightlatch.categories._templates import template

CATEGORY = template(
    "iris-template",
    "iris scans",
    """
    iris template, iris code, iris scan, iris image, iris data, iris features, iriscode, left iris, right iris,
    iris left, iris right, iris, retina scan, retinal scan, retina template, eye scan, irisscan, iris vorlage,
    irismuster, iriserkennung, netzhautscan, gabarit de l'iris, image de l'iris, empreinte rétinienne,
    plantilla de iris, escaneo de iris, imagen del iris, modelo de íris, leitura de íris, íris,
    scansione dell'iride, iride, irisscan data, irispatroon, tęczówka, skan tęczówki, радужная оболочка, радужка,
    скан радужки, райдужка, iris taraması, retina taraması, بصمه العين, قزحيه العين, بصمه القزحيه, اسکن عنبیه,
    عنبیه, 虹膜, 虹膜特征, 虹膜模板, 虹膜图像, 虹膜数据, hongmo, 虹彩, 虹彩データ, 虹彩認証, 홍채, 홍채정보,
    홍채데이터, irisskanning, irisskanning data, iirisskannaus, iiris, duhovka, sken duhovky, dúhovka, írisz,
    íriszminta, scanare iris, ίριδα, σάρωση ίριδας, ирис сканиране, šarenica, sken šarenice, mống mắt,
    quét mống mắt, iris mata, pemindaian iris, ม่านตา, สแกนม่านตา, आइरिस, आँख की पुतली, আইরিস, கருவிழி, קשתית,
    סריקת קשתית""",
    b"IIR\x00",
)
