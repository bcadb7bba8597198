"""A programme that an earlier filing of the year lists, and a later one does not."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="vanished-programme",
    version=1,
    severity="warning",
    title=Text(es="Programa que desaparece", en="Programme that vanishes"),
    why=Text(
        es="Un programa con dinero o metas no deja de existir a mitad del año; alguien tiene que decir qué fue de él.",
        en="A programme with money or targets does not cease to exist in mid-year; somebody has to say what"
        " became of it.",
    ),
    source=Text(
        es="LGCG, artículo 46, fracción III: los programas se informan con sus resultados",
        en="LGCG, article 46, section III: programmes are reported with their results",
    ),
    fails=Text(
        es="segundo trimestre: P0667 con 102,799,057.53; tercer trimestre: sin P0667",
        en="second quarter: P0667 with 102,799,057.53; third quarter: no P0667",
    ),
    passes=Text(es="ambos trimestres tienen P0667", en="both quarters list P0667"),
)
check = needs_company
