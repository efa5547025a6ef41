"""Scans and documents: PDF, TIFF and office files by their magic numbers, as bytes or Base64; never opened.

A document is anybody's: weight 4.3, so that a field name or a person beside it decides. Paths need the name.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import ends_with, starts_with

_NAMES = named(
    "document-scan",
    """
    document scan, scan, scanned document, scanned copy, document file, document copy, document image, doc file,
    doc scan, id scan, id copy, id document scan, id card scan, id card copy, passport scan, passport copy,
    licence scan, license scan, contract file, contract scan, contract pdf, signed contract, signed document,
    attachment, attachments, attachment data, uploaded document, upload file, pdf, pdf file, pdf data, pdf document,
    file data, file content, file blob, blob, certificate file, certificate scan, resume, resume file, cv, cv file,
    invoice pdf, medical report file, report pdf, kyc document, kyc file, proof of address, proof of identity,
    ausweiskopie, ausweisscan, dokument, dokumentenscan, anhang, vertrag datei, zeugnis datei, bewerbungsunterlagen,
    pièce jointe, pièce d'identité scan, document numérisé, justificatif, justificatif de domicile,
    copie pièce identité, documento escaneado, copia de documento, archivo adjunto, comprobante,
    comprobante de domicilio, documento digitalizado, cópia do documento, anexo, comprovante,
    comprovante de residência, documento scansionato, allegato, copia documento, scansione, gescand document,
    bijlage, kopie paspoort, kopie id, skan dokumentu, załącznik, kopia dokumentu, скан, скан документа,
    скан паспорта, копия документа, вложение, скан паспорту, копія документа, belge, taranmış belge,
    kimlik fotokopisi, ek dosya, صوره الهويه, صوره جواز السفر, المرفقات, مستند, نسخه الهويه, اسکن مدرک,
    تصویر کارت ملی, پیوست, 扫描件, 证件扫描件, 身份证扫描件, 附件, 文件内容, 合同扫描件, 复印件, 简历附件, スキャン,
    本人確認書類, 添付ファイル, 書類画像, 스캔, 신분증사본, 첨부파일, 서류사본, 통장사본, bilaga, skannat dokument,
    vedlegg, skannet dokument, vedhæftet fil, liite, skannattu asiakirja, příloha, naskenovaný dokument,
    kopie dokladu, príloha, melléklet, szkennelt dokumentum, document scanat, atașament, copie buletin,
    σαρωμένο έγγραφο, συνημμένο, αντίγραφο ταυτότητας, сканиран документ, прикачен файл, skenirani dokument,
    privitak, prilog, bản scan, tệp đính kèm, bản sao giấy tờ, dokumen scan, lampiran, scan ktp, เอกสารสแกน,
    ไฟล์แนบ, สำเนาบัตรประชาชน, दस्तावेज़ स्कैन, संलग्नक, সংযুক্তি, மின்னணு ஆவணம், מסמך סרוק, קובץ מצורף, צילום תעודת זהות""",
)
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CATEGORY = (
    Category(
        id="document-scan",
        label="scans and documents",
        group="content",
        chance=1e-6,
        weight=4.3,
        names=_NAMES,
        check=starts_with(
            b"%PDF-", b"II*\x00", b"MM\x00*", _OFFICE, b"PK\x03\x04\x14\x00\x06\x00", b"{\\rtf1", b"AT&TFORM", least=16
        ),
        kinds=frozenset({"binary"}),
    ),
    Category(
        id="document-scan",
        label="scans and documents",
        group="content",
        chance=1e-6,
        weight=4.3,
        names=_NAMES,
        check=starts_with(
            "JVBERi0",
            "SUkqA",
            "TU0AK",
            "0M8R4KGx",
            "UEsDBBQABgAI",
            "e1xydGYx",
            "data:application/pdf",
            "data:image/tiff",
            "data:application/msword",
            "%PDF-",
            "255044462d",
            "\\x255044462d",
            least=24,
        ),
    ),
    Category(
        id="document-scan",
        label="scans and documents",
        group="content",
        chance=0.05,
        weight=2.0,
        names=_NAMES,
        check=ends_with(".pdf", ".tif", ".tiff", ".doc", ".docx", ".odt", ".rtf", ".djvu", ".p7m"),
    ),
)
