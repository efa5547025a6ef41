"""Face embeddings: vectors of 128, 512 or so numbers from which a face is recognised (FaceNet, ArcFace, dlib).

Numbers of an array field come one by one (``face_embedding[]``), so that their count cannot be seen there: the field's
name must say face. A vector as bytes, Base64 or text has a length: that of a known dimension in float32 or float64.
"""

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.categories import Category, Check
from nightlatch.survey.checks import Bools, phrases, regex
from nightlatch.survey.values import Kind, Values

_NAMES = phrases("""
    face embedding, face embeddings, gallery embedding, gallery embeddings, subject embedding, person embedding,
    face encoding, face encodings, face vector, face vectors, face feature, face features, facial features,
    face descriptor, face descriptors, face template, facial template, face signature, faceprint, face print,
    face emb, face hash vector, facenet, facenet embedding, arcface, arcface embedding, insightface, dlib encoding,
    face feat, face vec, feature face, gesichtsvektor, gesichtsmerkmale, gesichtserkennung, empreinte faciale,
    vecteur facial, gabarit facial, vector facial, rasgos faciales, plantilla facial, vetor facial,
    biometria facial, vettore facciale, gezichtsvector, gezichtskenmerken, wektor twarzy, cechy twarzy, вектор лица,
    эмбеддинг лица, биометрия лица, вектор обличчя, yüz vektörü, yüz öznitelik, بصمه الوجه, متجه الوجه, بردار چهره,
    人脸特征, 人脸人脸向量, 人脸模型, 脸部特征, rltz, 顔特徴量, 顔特徴ベクトル, 顔認証データ, 얼굴특징, 얼굴임베딩,
    얼굴벡터, 안면인식, ansiktsvektor, ansiktsmall, ansiktsvektor mal, ansigtsskabelon, kasvopiirteet, kasvovektori,
    vektor obličeje, vektor tváre, arcvektor, vector facial față, διάνυσμα προσώπου, лицев вектор, vektor lica,
    đặc trưng khuôn mặt, vektor wajah, fitur wajah, เวกเตอร์ใบหน้า, चेहरा एम्बेडिंग, וקטור פנים""")
_SIZES = np.array([count * width for count in (64, 128, 256, 512, 1024, 2048) for width in (4, 8)], np.int64)
_BASE64 = np.array(sorted({4 * -(-size // 3) for size in _SIZES}), np.int64)
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?"
_VECTOR = regex(rf"^\s*[\[{{(]?\s*{_NUMBER}(?:\s*[,; ]\s*{_NUMBER}){{63,}}\s*[\])}}]?\s*$")


def _component(values: Values) -> Bools:
    """Numbers that are not whole, most of them small."""
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        return np.asarray((np.abs(numbers) < 64) & (numbers != np.round(numbers)))


def _bytes(values: Values) -> Bools:
    """Bytes as many as a vector of a usual dimension has."""
    return np.isin(_lengths(values), _SIZES)


def _base64(values: Values) -> Bools:
    return np.isin(values.lengths, _BASE64) & values.matches(r"^[A-Za-z0-9+/]{100,}={0,2}$")


def _lengths(values: Values) -> NDArray[np.int64]:
    return np.asarray(pc.binary_length(values.array).cast("int64").to_numpy(zero_copy_only=False))


def _of(check: Check, chance: float, weight: float, *kinds: Kind) -> Category:
    return Category(
        id="face-embedding",
        label="face embeddings",
        group="biometric",
        check=check,
        chance=chance,
        weight=weight,
        names=_NAMES,
        kinds=frozenset(kinds),
    )


CATEGORY = (
    _of(_component, 0.3, 1.0, "float"),
    _of(_bytes, 0.01, 2.5, "binary"),
    _of(_base64, 0.01, 2.5, "text"),
    _of(_VECTOR, 1e-3, 3.0, "text"),  # any model's: of words and pictures as well
)
