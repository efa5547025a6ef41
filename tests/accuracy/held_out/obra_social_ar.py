"""An Argentine health fund: members by CUIL and DNI, treatments and their codes, clinics that are called after saints."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

CLINICS = "Clínica Santa Isabel;Sanatorio San Lucas;Hospital Italiano;Laboratorio Dr. Rossi;Instituto Fleni;Centro Médico Belgrano"

TABLE = Table(
    container="os_autorizaciones",
    rows=520,
    columns=(
        column("nro_afil", draw.like("##-######-#/0#"), "insurance-number|customer-id"),
        column("ape_nom", draw.upper(people.names("es", "{family}, {given}")), "person-name"),
        column(
            "cuil",
            draw.mixed(
                numbers.valid("ar.cuit", "20#########"),
                draw.mapped(
                    numbers.valid("ar.cuit", "27#########"), lambda text: f"{text[:2]}-{text[2:10]}-{text[10]}"
                ),
            ),
            "tax-id.ar|national-id.ar|social-security.ar",
        ),
        column("nro_doc", draw.integers(6_100_000, 58_900_000), "national-id.ar"),
        column("nacim", draw.dates(1938, 2022, "%d/%m/%Y"), "date-of-birth", blank=0.06),
        column("parentesco", draw.words("TITULAR;CONYUGE;HIJO/A;CONCUBINO;A CARGO")),
        column(
            "gremio",
            draw.words("UOM;SMATA;La Bancaria;UOCRA;Camioneros;SUTERH;Empleados de Comercio;UTHGRA"),
            "trade-union",
        ),
        column("plan", draw.words("210;310;PMO;BASE;ORO 450")),
        column("cod_nomen", draw.like("42.01.##")),
        column(
            "practica",
            draw.words(
                "CONSULTA MEDICA;RX TORAX F;HEMOGRAMA;ECOGRAFIA ABDOMINAL;KINESIOLOGIA X 10;RESONANCIA DE RODILLA;PSICOTERAPIA"
            ),
        ),
        column("cie10", draw.words("J06.9;M54.5;E11.9;I10;F32.1;K29.7;N39.0;Z34.9;B24"), "diagnosis", blank=0.15),
        column("prestador", draw.words(CLINICS)),
        column("mat_prof", draw.mixed(draw.like("MN ######"), draw.like("MP #####")), accepts=("employee-id",)),
        column("coseguro", draw.floats(0, 18_500)),
        column("nro_aut", draw.like("7#########")),
        column("token_validacion", draw.like("######"), accepts=("password", "session-token")),
        column("cbu_reintegro", numbers.valid("ar.cbu", "0110##################"), "bank-account", blank=0.6),
        column(
            "tel",
            draw.mixed(draw.like("11-15-####-####"), draw.like("(0341) 4##-####"), draw.like("54911########")),
            "phone",
        ),
        column("delegacion", draw.words("ROSARIO;CORDOBA;LA MATANZA;TUCUMAN;MENDOZA")),
    ),
)
