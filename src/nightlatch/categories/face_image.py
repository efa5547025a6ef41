"""Pictures of faces: a picture by its magic number, or the path of one, where the field's name says face or portrait.

A picture alone is a photo (see ``photo``); that a face is in it no byte of its header says, and none is opened.
Also face records of ISO/IEC 19794-5 ("FAC"), which are nothing else.
"""

from nightlatch.categories import Category, Check
from nightlatch.categories.photo import is_path, is_picture, is_picture_text, is_url
from nightlatch.headings import named
from nightlatch.survey.checks import either, starts_with
from nightlatch.survey.values import Kind

_NAMES = named(
    "face-image",
    """
    face, face image, face img, face photo, face pic, face picture, face url, face path, face data, facial image,
    facial photo, face scan, face crop, faceimage, mugshot, headshot, selfie, selfie url, id photo, passport photo,
    portrait photo, biometric photo, liveness photo, gesichtsbild, gesicht, passbild, lichtbild, biometrisches foto,
    image visage, photo visage, photo identité, photo d'identité, visage, imagen facial, foto rostro, rostro,
    imagem facial, foto do rosto, immagine volto, volto, gelaatsfoto, gezichtsfoto, zdjęcie twarzy, фото лица,
    лицо фото, фото обличчя, yüz fotoğrafı, yüz resmi, صوره الوجه, تصویر چهره, 人脸, 人脸照片, 人脸图片, 人脸图像,
    人脸照, 证件照, 身份证照片, 抓拍人脸, rlzp, renlian, 顔写真, 顔画像, 얼굴사진, 얼굴이미지, 증명사진,
    ansiktsbild, ansiktsbilde, ansigtsbillede, kasvokuva, fotka obličeje, fotografia tváre, arckép, foto față,
    φωτογραφία προσώπου, снимка на лице, slika lica, ảnh khuôn mặt, ảnh chân dung, foto wajah, gambar wajah,
    รูปใบหน้า, ภาพใบหน้า, चेहरे की फोटो, মুখের ছবি, முக படம், תמונת פנים""",
)
_RECORD = starts_with(b"FAC\x00", "RkFDA", "46414300", least=16)


def _of(check: Check, chance: float, weight: float, kind: Kind) -> Category:
    return Category(
        id="face-image",
        label="pictures of faces",
        group="biometric",
        check=check,
        chance=chance,
        weight=weight,
        names=_NAMES,
        kinds=frozenset({kind}),
    )


CATEGORY = (
    _of(_RECORD, 1e-7, 9.0, "binary"),
    _of(_RECORD, 1e-6, 9.0, "text"),
    _of(is_picture, 1e-3, 3.9, "binary"),
    _of(is_picture_text, 1e-3, 3.9, "text"),
    _of(either(is_path, is_url), 0.1, 2.5, "text"),
)
