"""Genetic data: variants (rsIDs, HGVS), genotypes, HLA types, sequences of bases, and what the field's name says.

Sources: dbSNP (rs numbers), HGVS nomenclature 21.0, WHO HLA nomenclature. A sequence may be a microbe's or a primer's:
it needs a field name or a person beside it (weight 4.3).
"""

from nightlatch.categories import Category, Check
from nightlatch.categories._worded import short_text
from nightlatch.survey.checks import either, phrases, regex

_NAMES = phrases("""
    dna, dna sequence, dna profile, dna sample, genome, genomic data, genotype, genotypes, genetic data,
    genetic test, genetic test result, genetic marker, genetic variant, genetic risk, genetic code, gene variant,
    variant hgvs, mutation, mutations, snp, snps, snp id, rsid, rs id, rs number, allele, alleles, allele1, allele2,
    haplotype, haplogroup, mtdna, y dna, str profile, hla, hla type, hla a, hla b, hla drb1, karyotype, exome,
    brca1, brca2, apoe, polygenic risk score, ancestry composition, dna sequenz, genotyp, erbgut, gentest,
    genmutation, adn, séquence adn, génotype, test génétique, profil génétique, mutation génétique, secuencia adn,
    genotipo, prueba genética, perfil genético, mutación, sequência dna, teste genético, mutação, genoma,
    sequenza dna, test genetico, mutazione, dna profiel, genotype patiënt, erfelijk materiaal, genetische test,
    sekwencja dna, badanie genetyczne, mutacja, днк, генотип, геном, генетический тест, мутация, аллель,
    гаплогруппа, генетичні дані, genetik test, genetik veri, dna dizisi, mutasyon, الحمض النووي, النمط الجيني,
    فحص جيني, طفره جينيه, دی ان ای, ژنوتیپ, ازمایش ژنتیک, 基因, 基因型, 基因检测, 基因序列, dna序列, 基因数据,
    染色体核型, 突变位点, 遺伝子, 遺伝子型, 遺伝子検査, ゲノム, 塩基配列, 유전자, 유전자형, 유전체, 유전자검사,
    염기서열, genetisk data, genotyp prov, arvsmassa, gentest svar, geneettinen testi, genotyyppi, genetický test,
    genotypizace, génszekvencia, genetikai vizsgálat, test genetic, genotip, γονότυπος, γενετικά δεδομένα,
    γενετικό τεστ, днк проба, генетични данни, genetski test, dữ liệu gen, xét nghiệm gen, kiểu gen, data genetik,
    uji genetik, genotipe, พันธุกรรม, ดีเอ็นเอ, आनुवंशिक, डीएनए, ডিএনএ, மரபணு, דנ א, בדיקה גנטית, גנוטיפ""")
_RS = regex(r"^\s*(?:rs|RS)[0-9]{3,10}\s*$")
_HGVS = regex(
    r"^\s*(?:(?:N[CMGPR]|ENS[TPG])_?[0-9]{5,}(?:\.[0-9]+)?(?:\([A-Z0-9-]+\))?:[cgpmn]\.\S{2,60}"
    r"|[cgp]\.[0-9*_+-]+(?:[ACGT]+>[ACGT]+|del|dup|ins)\S{0,40}|p\.\(?[A-Z][a-z]{2}[0-9]+[A-Z*][a-z]{0,2}\)?)\s*$"
)
_HLA = regex(r"^\s*(?:HLA-)?(?:A|B|C|DRB[1345]|DQ[AB]1|DP[AB]1)\*[0-9]{2,3}(?::[0-9]{2,3}){0,3}[NLSQ]?\s*$")
_BASES = regex(r"^\s*(?:>.{0,200}\n)?[ACGTNacgtn\n]{24,}\s*$")
_GENOTYPE = regex(r"^\s*(?:[ACGTDI-]{1,2}|[ACGT][/|][ACGT]|[01.][/|][01.]|ε?[234]/ε?[234])\s*$")


def _of(check: Check, chance: float, weight: float) -> Category:
    return Category(
        id="genetic-data",
        label="genetic data",
        group="biometric",
        check=check,
        chance=chance,
        weight=weight,
        names=_NAMES,
    )


CATEGORY = (
    _of(either(_RS, _HGVS, _HLA), 2e-3, 6.5),
    _of(_BASES, 1e-6, 4.3),
    _of(_GENOTYPE, 0.05, 2.0),
    _of(short_text, 0.5, 0.3),
)
