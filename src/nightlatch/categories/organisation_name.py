"""Names of organisations that are nobody's employer here: suppliers, shops, banks. Technical: it competes, it is not
reported. Weighs less than an employer unless the field name says so."""

from nightlatch.categories import Category
from nightlatch.categories.employer import is_company, is_organisation
from nightlatch.headings import named
from nightlatch.survey.checks import either, length_between

CATEGORY = Category(
    id="organisation-name",
    label="organisation names",
    group="technical",
    is_personal=False,
    check=either(is_company, is_organisation, length_between(2, 80)),
    chance=0.3,
    weight=1.5,
    names=named(
        "organisation-name",
        """
    organisation, organization, organisation name, organization name, org, org name, vendor, vendor name, supplier,
    supplier name, merchant, merchant name, manufacturer, brand, brand name, publisher, shop, shop name, store name,
    store, hotel, hotel name, restaurant name, school name, school, university, bank, bank name, institution,
    agency, agency name, department, department name, dept, carrier, airline, provider, partner, partner name,
    seller, seller name, dealer, branch, branch name, team, club, lieferant, hersteller, händler, marke, bank name,
    fournisseur, fabricant, proveedor, fabricante, marca, fornecedor, fornitore, produttore, leverancier, dostawca,
    producent, поставщик, производитель, бренд, банк, tedarikçi, marka, المورد, البنك, 供应商, 品牌, 厂商, 商户名称,
    开户行, 银行, 学校, 部门, 仕入先, メーカー, 銀行, 공급업체, 은행, 부서, product name, product, item name, item,
    title, headline, campaign name, project name, project, film, movie, book, song, album, track, artist, band,
    file name, filename, category name, event name, event, model name, model, device name, host name, description,
    subject""",
    ),
)
