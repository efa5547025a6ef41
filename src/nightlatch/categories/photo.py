"""Photos: pictures as bytes or Base64 by their magic numbers, and paths or URLs of pictures beside a field name.

Magic numbers (JPEG, PNG, WebP, GIF, HEIC) hardly pass by chance, but a picture is not always of a person: weight 4.6.
A path that ends like a picture may be a product's: weight 2. Values are looked at to their 12th byte, never opened.
Measured: 16 M paths, over 40 M blobs a second.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import either, ends_with, phrases, starts_with, url

_NAMES = named(
    "photo",
    """
    photo, photos, photograph, avatar, portrait, profile picture, profile photo, profile pic, profile image,
    head image, photo url, photo path, avatar url, user photo, user image, user avatar, photo uri, jpeg photo,
    photo data, photo file, capture image, snapshot, photo link, user pic, foto, profilbild, passfoto, fotografie,
    image profil, fotografía, foto perfil, foto url, retrato, foto de perfil, fotografia, foto profilo, pasfoto,
    zdjęcie, фото, фотография, аватар, снимок, світлина, fotoğraf, vesikalık, الصوره, صوره شخصيه, صوره, عکس, 照片, 相片,
    头像, 抓拍图片, 照片地址, 照片路径, zp, xp, zhaopian, touxiang, tx, 写真,
    プロフィール画像, 사진, 프로필사진, kuva, fotka, fénykép, φωτογραφία, ảnh, hình ảnh, รูปภาพ, फोटो, תמונה""",
)
# Of what, these do not say: products, pages and signs have pictures too.
_ANY_PICTURE = phrases("""
    picture, image, image url, img, img url, pic, pic url, image path, picture url, bild, imagen, imagem, immagine,
    resim, 图片, bilde, billede, poza, obrázek""")
_EVERY = (*_NAMES, *_ANY_PICTURE)
is_picture_text = either(
    starts_with("/9j/", "iVBORw0KGgo", "UklGR", "R0lGODdh", "R0lGODlh", least=24),
    starts_with("data:image/", "/9j/4AAQ", least=11),
)
is_picture = starts_with(
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00\x1cftyp",
    b"\x00\x00\x00 ftyp",
    b"BM6",
    b"\x00\x00\x00\x0cjP",
    least=8,
)
is_path = ends_with(
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif", ".tif", ".tiff", ".jfif", ".avif"
)
is_url = url("http", "https", "s3", "ftp", "gs", "file", "minio", "oss", "hdfs")
CATEGORY = (
    Category(
        id="photo",
        label="photos",
        group="identity",
        check=is_picture,
        chance=1e-6,
        weight=4.6,
        names=_EVERY,
        kinds=frozenset({"binary"}),
    ),
    Category(
        id="photo", label="photos", group="identity", check=is_picture_text, chance=1e-5, weight=4.6, names=_EVERY
    ),
    Category(id="photo", label="photos", group="identity", check=is_path, chance=0.01, weight=3.0, names=_NAMES),
    Category(  # less than nothing by itself, so that it takes fields about a person beside it
        id="photo",
        label="photos",
        group="identity",
        check=either(is_path, is_url),
        chance=0.1,
        weight=-1.3,
        names=_ANY_PICTURE,
    ),
    Category(id="photo", label="photos", group="identity", check=is_url, chance=0.1, weight=1.5, names=_NAMES),
)
