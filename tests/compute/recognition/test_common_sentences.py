"""Sentences as reports have them, right and wrong, held against the tables beside them; and those that may not be."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Outcome, catalogue

PROGRAMMES = """Comisión Estatal del Agua de Prueba
Avance financiero de los programas presupuestarios
Del 1 de enero al 31 de diciembre de 2024

{}

Clave\tPrograma\tAprobado\tModificado\tDevengado\tPagado\tAvance financiero
E001\tAgua potable\t20,000,000.00\t24,500,000.00\t22,050,000.00\t21,000,000.00\t90.0%
E002\tAlcantarillado\t15,000,000.00\t15,300,000.00\t13,617,000.00\t13,000,000.00\t89.0%
E003\tSaneamiento\t10,000,000.00\t18,200,000.00\t17,836,000.00\t16,500,000.00\t98.0%
M001\tApoyo administrativo\t8,000,000.00\t9,300,000.00\t8,597,000.00\t8,500,000.00\t92.4%
Total\t\t53,000,000.00\t67,300,000.00\t62,100,000.00\t59,000,000.00\t92.3%
"""
INDICATORS = """Instituto de Capacitación de Prueba
Indicadores de gestión, enero a diciembre de 2024

{}

Indicador\tMeta programada\tAlcanzado\tAvance
Cursos impartidos\t120\t132\t110.0%
Personas capacitadas\t2,400\t2,160\t90.0%
Certificados entregados\t800\t840\t105.0%
Visitas de supervisión\t60\t60\t100.0%
Convenios firmados\t20\t23\t115.0%
Talleres realizados\t45\t36\t80.0%
"""
YEARS = """Municipio de Prueba
Ejercicio del gasto por capítulo, enero a diciembre de 2024
(Pesos)

{}

Capítulo\t2023\t2024
1000 Servicios personales\t400,000.00\t420,000.00
2000 Materiales y suministros\t100,000.00\t96,000.00
3000 Servicios generales\t150,000.00\t163,250.00
Total del gasto\t650,000.00\t679,250.00
"""
WORKS = """Municipio de Prueba
Avance físico financiero de obra pública, al 31 de diciembre de 2024

{}

Contrato\tObra\tMonto contratado\tEjercido\tAvance físico\tAvance financiero
MP-001-2024\tPavimentación de la calle Juárez\t2,500,000.00\t2,000,000.00\t85%\t80%
MP-002-2024\tDrenaje en la colonia Centro\t1,200,000.00\t600,000.00\t45%\t50%
MP-003-2024\tTecho en la primaria Hidalgo\t800,000.00\t800,000.00\t100%\t100%
Total\t\t4,500,000.00\t3,400,000.00\t\t75.6%
"""
REVENUE = """Municipio de Prueba
Estado analítico de ingresos
Del 1 de enero al 31 de diciembre de 2024

{}

Rubro de ingresos\tEstimado\tModificado\tDevengado\tRecaudado
Impuestos\t5,000,000.00\t5,000,000.00\t4,600,000.00\t4,600,000.00
Derechos\t3,000,000.00\t3,200,000.00\t3,350,000.00\t3,350,000.00
Participaciones\t42,000,000.00\t42,800,000.00\t43,050,000.00\t43,050,000.00
Total\t50,000,000.00\t51,000,000.00\t51,000,000.00\t51,000,000.00
"""
IN_THOUSANDS = """Secretaría de Salud de Prueba
Presupuesto por capítulo, enero a junio de 2024
(Miles de pesos)

{}

Capítulo\tAprobado\tModificado\tEjercido
1000 Servicios personales\t812,400\t830,150\t401,200
2000 Materiales y suministros\t154,300\t171,900\t68,750
3000 Servicios generales\t98,700\t101,300\t47,950
Total\t1,065,400\t1,103,350\t517,900
"""

SAID = [
    (
        PROGRAMMES,
        "Al cierre del año se devengaron 62.1 millones de pesos, un avance financiero global de {} %.",
        "92.3",
        "93.2",
    ),
    (
        PROGRAMMES,
        "El programa Agua potable devengó 22.05 millones de pesos, lo que representa un avance financiero de {} %.",
        "90.0",
        "75.0",
    ),
    (
        PROGRAMMES,
        "Se contó con un presupuesto modificado de 67.3 millones de pesos, {} % superior al aprobado.",
        "27.0",
        "72.0",
    ),
    (PROGRAMMES, "El programa Saneamiento lleva un avance financiero de {} %.", "98.0", "89.0"),
    (INDICATORS, "Durante el año se capacitó a {} personas.", "2,160", "2,610"),
    (INDICATORS, "Al cierre del ejercicio se entregaron {} certificados.", "840", "480"),
    (INDICATORS, "Se realizaron 36 talleres y se firmaron {} convenios.", "23", "32"),
    (PROGRAMMES, "El presupuesto devengado fue de {} millones de pesos.", "62.1", "61.2"),
    (PROGRAMMES, "El presupuesto devengado fue de {} millones de pesos.", "62.1", "82.1"),
    (PROGRAMMES, "El presupuesto modificado ascendió a {} mdp.", "67.3", "76.3"),
    (PROGRAMMES, "Al cierre del ejercicio se devengaron {} pesos.", "62,100,000.00", "52,100,000.00"),
    (PROGRAMMES, "Al cierre del ejercicio se devengaron {} pesos.", "62,100,000.00", "26,100,000.00"),
    (PROGRAMMES, "El avance financiero global fue de {} %.", "92.3", "93.2"),
    (PROGRAMMES, "El avance financiero fue de {} % al cierre del año.", "92.3", "82.3"),
    (PROGRAMMES, "El avance financiero acumulado al cierre del ejercicio es del {} por ciento.", "92.3", "48.2"),
    (PROGRAMMES, "Se ejerció el {} % del presupuesto modificado.", "92.3", "95.3"),
    (PROGRAMMES, "Se devengó el {} % de los recursos modificados.", "92.3", "95.3"),
    (
        PROGRAMMES,
        "Al cierre del año se ejerció {} % del presupuesto autorizado modificado de la comisión.",
        "92.3",
        "29.3",
    ),
    (PROGRAMMES, "El programa Saneamiento concentra el {} % del gasto devengado.", "28.7", "38.7"),
    (PROGRAMMES, "El programa Agua potable concentra el {} % del gasto.", "35.5", "53.5"),
    (PROGRAMMES, "El programa E001 concentró el {} % del gasto total.", "35.5", "45.5"),
    (PROGRAMMES, "El programa Saneamiento ejerció el {} % de su presupuesto modificado.", "98", "89"),
    (PROGRAMMES, "El programa Saneamiento ejerció el {} % de su presupuesto.", "98", "89"),
    (PROGRAMMES, "El programa Alcantarillado registró un avance financiero de {} %.", "89.0", "98.0"),
    (PROGRAMMES, "El presupuesto modificado fue {} % mayor que el aprobado.", "27.0", "72.0"),
    (PROGRAMMES, "El presupuesto modificado de Agua potable fue de {} millones de pesos.", "24.5", "25.4"),
    (PROGRAMMES, "El programa E002 devengó {} millones de pesos.", "13.6", "16.3"),
    (PROGRAMMES, "Se pagaron 59 millones de pesos, el {} % de lo devengado.", "95.0", "59.0"),
    (PROGRAMMES, "Quedaron sin ejercer {} millones de pesos del presupuesto modificado.", "5.2", "2.5"),
    (PROGRAMMES, "El subejercicio fue de {} millones de pesos.", "5.2", "2.5"),
    (PROGRAMMES, "La Comisión ejerció {} millones de pesos durante 2024.", "62.1", "66.1"),
    (PROGRAMMES, "En 2024 la Comisión contó con un presupuesto aprobado de {} millones de pesos.", "53.0", "35.0"),
    (PROGRAMMES, "El presupuesto aprobado para el ejercicio fiscal 2024 fue de ${}.", "53,000,000.00", "55,000,000.00"),
    (INDICATORS, "{} indicadores superaron su meta.", "Tres", "Cuatro"),
    (INDICATORS, "{} de los seis indicadores superaron su meta.", "Tres", "Cinco"),
    (INDICATORS, "{} indicadores cumplieron su meta.", "Cuatro", "Cinco"),
    (INDICATORS, "{} indicadores no alcanzaron la meta programada.", "Dos", "Tres"),
    (INDICATORS, "{} indicadores quedaron por debajo de su meta.", "Dos", "Tres"),
    (INDICATORS, "{} los indicadores rebasaron la meta.", "La mitad de", "Todos"),
    (INDICATORS, "Durante el año se impartieron {} cursos.", "132", "123"),
    (INDICATORS, "En Personas capacitadas se alcanzó {} % de la meta.", "90", "80"),
    (INDICATORS, "El indicador Talleres realizados alcanzó el {} % de su meta.", "80", "90"),
    (INDICATORS, "De los seis indicadores, {} rebasaron su meta.", "tres", "cinco"),
    (INDICATORS, "El {} % de los indicadores superó su meta.", "50", "75"),
    (YEARS, "El gasto creció {} % respecto de 2023.", "4.5", "5.4"),
    (YEARS, "El gasto total aumentó {} % con respecto a 2023.", "4.5", "9.5"),
    (YEARS, "El gasto de 2024 fue {} % mayor que el de 2023.", "4.5", "5.4"),
    (YEARS, "El gasto total en 2024 fue de ${}.", "679,250.00", "697,250.00"),
    (YEARS, "En Servicios personales el gasto aumentó {} % respecto de 2023.", "5.0", "6.0"),
    (YEARS, "Materiales y suministros disminuyó {} % en comparación con 2023.", "4.0", "8.0"),
    (YEARS, "El gasto total pasó de $650,000.00 en 2023 a ${} en 2024.", "679,250.00", "697,250.00"),
    (YEARS, "El gasto en Servicios generales tuvo un incremento de {} % respecto al año anterior.", "8.8", "18.8"),
    (WORKS, "El avance financiero global de las obras es de {} %.", "75.6", "65.6"),
    (WORKS, "Se contrataron tres obras por un monto total de ${}.", "4,500,000.00", "5,400,000.00"),
    (WORKS, "La obra Drenaje en la colonia Centro lleva un avance físico de {} %.", "45", "54"),
    (WORKS, "Al cierre se han ejercido {} millones de pesos.", "3.4", "4.3"),
    (REVENUE, "Se recaudaron {} millones de pesos.", "51.0", "15.0"),
    (REVENUE, "Los ingresos recaudados ascendieron a 51.0 millones de pesos, {} % más que lo estimado.", "2.0", "3.0"),
    (REVENUE, "Los ingresos recaudados fueron {} % superiores a lo estimado.", "2.0", "12.0"),
    (REVENUE, "Las participaciones representan el {} % de los ingresos recaudados.", "84.4", "48.4"),
    (REVENUE, "Por concepto de impuestos se recaudaron ${}.", "4,600,000.00", "6,400,000.00"),
    (REVENUE, "La recaudación total fue de {} millones de pesos.", "51.0", "61.0"),
    (IN_THOUSANDS, "El presupuesto ejercido ascendió a {} millones de pesos.", "517.9", "571.9"),
    (IN_THOUSANDS, "Se ejerció el {} % del presupuesto modificado.", "46.9", "49.6"),
    (IN_THOUSANDS, "El capítulo 1000 concentra el {} % del gasto ejercido.", "77.5", "57.5"),
    (IN_THOUSANDS, "Los servicios personales representan {} % del presupuesto ejercido.", "77.5", "87.5"),
    (IN_THOUSANDS, "El capítulo 2000 ejerció {} miles de pesos.", "68,750", "86,750"),
    (IN_THOUSANDS, "En el capítulo 3000 se ejercieron 47.95 millones de pesos, {} % de lo modificado.", "47.3", "43.7"),
]

OF_SOMETHING_ELSE = [
    (INDICATORS, "En el primer trimestre se hicieron visitas. Después se firmaron 32 convenios."),
    (PROGRAMMES, "En 2023 hubo ajustes. El presupuesto devengado fue de 61.2 millones de pesos."),
    (PROGRAMMES, "En el mes de mayo se revisó el gasto. Se ejerció el 45.0 % del presupuesto modificado."),
    (INDICATORS, "Con recursos propios se impartieron 123 cursos."),
    (INDICATORS, "El área de capacitación impartió 123 cursos al personal."),
    (PROGRAMMES, "La variación del presupuesto modificado fue de 27.0 % mayor que el aprobado de 2023."),
    (REVENUE, "Los impuestos fueron de 4.5 millones de pesos en el municipio vecino."),
    (REVENUE, "Los derechos por agua sumaron 3.53 millones de pesos."),
    (YEARS, "El total del gasto en 2022 fue de $679,520.00."),
    (
        PROGRAMMES,
        "El programa Agua potable devengó 22.05 millones de pesos, un avance financiero de 75 % en la zona norte.",
    ),
    (
        PROGRAMMES,
        "La planta de tratamiento ejerció 4.1 millones de pesos, lo que representa un avance financiero de 75 %.",
    ),
    (
        PROGRAMMES,
        "Se devengaron 4.1 millones de pesos en la planta norte, lo que representa un avance financiero de 75 %.",
    ),
    (PROGRAMMES, "La obra El Realito costó 4.1 millones de pesos y lleva un avance financiero de 75 %."),
    (PROGRAMMES, "En el programa se ejercieron 4.1 millones de pesos, con un avance financiero de 75 %."),
    (INDICATORS, "Durante el año se impartieron 123 cursos en línea."),
    (INDICATORS, "Durante el primer semestre se impartieron 123 cursos."),
    (INDICATORS, "Durante el año se programaron 123 cursos."),
    (INDICATORS, "Durante el año se capacitó a 2,260 personas adultas."),
    (INDICATORS, "Durante 2023 se impartieron 123 cursos."),
    (INDICATORS, "Durante el año se entregaron 850 certificados de secundaria."),
    (PROGRAMMES, "El programa Agua potable tuvo ajustes en el año. Se ejerció el 89.8 % del presupuesto modificado."),
    (PROGRAMMES, "Programa Agua potable\n\nEl presupuesto devengado fue de 61.2 millones de pesos al cierre del año."),
    (PROGRAMMES, "La obra se inició en marzo. El avance financiero fue de 48.0 % al cierre del año."),
    (PROGRAMMES, "El avance financiero del fondo es de 48.0 % al cierre del año."),
    (PROGRAMMES, "De enero a septiembre el avance financiero fue de 70.1 %."),
    (PROGRAMMES, "En el tercer trimestre se ejerció el 70.1 % del presupuesto modificado."),
    (PROGRAMMES, "El avance financiero del capítulo 6000 fue de 48.2 %."),
    (PROGRAMMES, "El programa Saneamiento registró un avance físico de 48 % en la planta norte."),
    (PROGRAMMES, "El programa Saneamiento tuvo un avance financiero de 48 % en su segunda etapa."),
    (PROGRAMMES, "El programa Agua potable concentra el 12 % del gasto de inversión."),
    (PROGRAMMES, "Agua potable y Saneamiento concentran el 64.2 % del gasto."),
    (PROGRAMMES, "Los programas Agua potable y Saneamiento concentran el 64.2 % del gasto devengado."),
    (PROGRAMMES, "Agua potable, Saneamiento y Alcantarillado concentran el 86.2 % del gasto."),
    (PROGRAMMES, "Junto con Agua potable, Saneamiento concentra el 64.2 % del gasto."),
    (PROGRAMMES, "El personal de Agua potable concentra el 12 % del gasto."),
    (PROGRAMMES, "Sin Agua potable, se ejerció el 93.6 % del presupuesto modificado."),
    (PROGRAMMES, "El presupuesto modificado promedio por programa fue de 16.8 millones de pesos."),
    (
        PROGRAMMES,
        "El presupuesto original fue de 53.0 millones de pesos y el último modificado de 67.3 millones de pesos.",
    ),
    (PROGRAMMES, "El presupuesto devengado neto de reintegros fue de 60.1 millones de pesos."),
    (PROGRAMMES, "El subejercicio de Agua potable se explica por 1.2 millones de pesos no ejercidos."),
    (PROGRAMMES, "El subejercicio fue de 2.45 millones de pesos en Agua potable."),
    (PROGRAMMES, "La reducción fue de 5.4 millones de pesos."),
    (PROGRAMMES, "La Comisión pagó 58.1 millones de pesos a proveedores."),
    (PROGRAMMES, "La empresa ejerció 60.1 millones de pesos."),
    (PROGRAMMES, "El ayuntamiento ejerció 60.1 millones de pesos en convenio con la Comisión."),
    (PROGRAMMES, "La meta de ejercer el 95 % del presupuesto modificado no se alcanzó."),
    (PROGRAMMES, "Se ejerció al menos el 85 % del presupuesto modificado."),
    (PROGRAMMES, "La norma pide que se ejerza el 95 % del presupuesto modificado."),
    (INDICATORS, "En Cursos impartidos se alcanzó el 45 % de la meta del programa sectorial."),
    (INDICATORS, "El indicador Talleres realizados alcanzó el 35 % de su meta en el primer semestre."),
    (INDICATORS, "Los cursos impartidos en línea alcanzaron el 35 % de su meta."),
    (INDICATORS, "El cumplimiento global de las metas fue de 97 %."),
    (YEARS, "El gasto creció 4.5 % respecto de 2023, mientras que la inversión creció 9.5 % respecto de 2023."),
    (YEARS, "El gasto creció en promedio 3.0 % respecto de 2023."),
    (YEARS, "El gasto por habitante creció 3.0 % respecto de 2023."),
    (YEARS, "El número de plazas creció 3.0 % respecto de 2023."),
    (YEARS, "El gasto en Servicios personales de base aumentó 12 % respecto de 2023."),
    (YEARS, "El presupuesto aprobado creció 9.5 % respecto de 2023."),
    (YEARS, "El gasto total del estado fue de $697,250.00."),
    (YEARS, "El gasto total estimado para 2025 es de $697,250.00."),
    (YEARS, "La nómina de Servicios personales fue de $402,000.00."),
    (REVENUE, "La recaudación de derechos de agua fue de 3.53 millones de pesos."),
    (REVENUE, "Los ingresos por impuestos crecieron 7.0 % respecto de 2023."),
    (REVENUE, "Las participaciones representan el 60.1 % de los ingresos estatales."),
    (REVENUE, "Los impuestos y derechos representan el 15.6 % de los ingresos recaudados."),
    (REVENUE, "Los impuestos representan el 60.1 % de los ingresos propios."),
    (IN_THOUSANDS, "El capítulo 1000 concentra el 60.1 % del gasto federalizado."),
    (PROGRAMMES, "El presupuesto devengado en la zona norte fue de 61.2 millones de pesos."),
    (PROGRAMMES, "El avance financiero de la obra El Realito fue de 48.2 %."),
    (PROGRAMMES, "El avance financiero al primer trimestre fue de 21.4 %."),
    (PROGRAMMES, "El gasto creció 4.5 % respecto de 2023."),
    (PROGRAMMES, "El gasto creció 4.5 % en términos reales respecto de 2023."),
    (PROGRAMMES, "El presupuesto creció 4.5 % respecto del año anterior."),
    (PROGRAMMES, "El sector agua concentra el 35 % del gasto estatal."),
    (PROGRAMMES, "El programa Agua potable concentra el 12 % del gasto del sector."),
    (PROGRAMMES, "La Secretaría de Finanzas transfirió 61.2 millones de pesos."),
    (PROGRAMMES, "El presupuesto devengado con recursos federales fue de 41.2 millones de pesos."),
    (PROGRAMMES, "Se ejerció el 85.3 % del presupuesto modificado de inversión."),
    (PROGRAMMES, "Se ejerció el 85.3 % de los recursos federales."),
    (PROGRAMMES, "El programa Saneamiento atendió al 45 % de la población."),
    (PROGRAMMES, "El presupuesto devengado en 2023 fue de 58.4 millones de pesos."),
    (PROGRAMMES, "El avance físico global fue de 71.2 %."),
    (PROGRAMMES, "Se espera un avance financiero global de 98 % al cierre."),
    (PROGRAMMES, "El presupuesto autorizado por el Congreso para inversión fue de 31.0 millones de pesos."),
    (PROGRAMMES, "Al mes de junio se habían devengado 28.4 millones de pesos."),
    (PROGRAMMES, "El presupuesto se redujo 3.1 % por ajustes al gasto corriente."),
    (PROGRAMMES, "En promedio los programas devengaron 15.5 millones de pesos."),
    (
        PROGRAMMES,
        "El programa Saneamiento devengó 17.8 millones de pesos, de los cuales 4.1 millones de pesos fueron federales.",
    ),
    (PROGRAMMES, "El devengado del capítulo 6000 fue de 32.4 millones de pesos."),
    (PROGRAMMES, "Cada programa devengó más de 8 millones de pesos."),
    (PROGRAMMES, "Se devengaron 12.4 millones de pesos en la planta de tratamiento."),
    (PROGRAMMES, "La Comisión ejerció 12.4 millones de pesos en la planta de tratamiento."),
    (PROGRAMMES, "El programa Agua potable ejerció 3.2 millones de pesos en tuberías."),
    (PROGRAMMES, "El programa Agua potable ejerció el 35 % de su presupuesto en tuberías."),
    (PROGRAMMES, "Tres programas superaron su meta."),
    (INDICATORS, "Dos indicadores de fin superaron su meta."),
    (INDICATORS, "Tres indicadores superaron su meta en más de 20 %."),
    (INDICATORS, "Cinco indicadores superaron su meta del primer semestre."),
    (INDICATORS, "Dos indicadores superaron su meta respecto de 2023."),
    (INDICATORS, "El avance promedio de los indicadores fue de 97 %."),
    (INDICATORS, "El indicador de cobertura alcanzó el 72 % de su meta sexenal."),
    (INDICATORS, "Se impartieron 48 cursos en línea."),
    (INDICATORS, "Se impartieron 48 cursos en el primer trimestre."),
    (INDICATORS, "Cinco indicadores de género superaron su meta."),
    (INDICATORS, "El 30 % de los indicadores es de género."),
    (INDICATORS, "Cinco indicadores alcanzaron al menos 90 % de su meta."),
    (YEARS, "El gasto creció 12.0 % respecto de 2019."),
    (YEARS, "El gasto creció 1.0 % en términos reales respecto de 2023."),
    (YEARS, "El gasto en obra pública creció 30.0 % respecto de 2023."),
    (YEARS, "La población creció 1.2 % respecto de 2023."),
    (YEARS, "El gasto en nómina de confianza aumentó 12 % respecto de 2023."),
    (YEARS, "El gasto de 2023 fue 3.0 % mayor que el de 2022."),
    (YEARS, "El gasto del primer trimestre creció 9.5 % respecto de 2023."),
    (YEARS, "El gasto federalizado aumentó 9.5 % respecto de 2023."),
    (WORKS, "El avance financiero global de las obras de agua es de 48.0 %."),
    (WORKS, "Se contrataron 12 obras por adjudicación directa."),
    (WORKS, "El avance físico de la obra Puente Norte es de 54 %."),
    (WORKS, "La obra Techo en la primaria Hidalgo tiene un avance de 54 % en su segunda etapa."),
    (REVENUE, "Se recaudaron 2.1 millones de pesos por multas."),
    (REVENUE, "Los ingresos recaudados crecieron 7.0 % respecto de 2023."),
    (REVENUE, "Las participaciones representan el 60.1 % de los ingresos del estado."),
    (REVENUE, "La recaudación de predial fue de 3.35 millones de pesos."),
    (REVENUE, "Los ingresos propios recaudados ascendieron a 7.95 millones de pesos."),
    (REVENUE, "Los ingresos propios recaudados ascendieron a 8.5 millones de pesos."),
    (IN_THOUSANDS, "Los servicios personales representan 60.1 % del presupuesto federal."),
    (IN_THOUSANDS, "Del presupuesto ejercido, 12.4 % se destinó a vacunas."),
    (IN_THOUSANDS, "El capítulo 2000 ejerció 12.4 millones de pesos en medicamentos."),
    (IN_THOUSANDS, "En mayo se ejercieron 86.7 millones de pesos."),
]


def _outcome(filing: str, text: str) -> Outcome:
    _, check = catalogue()["narrative-mismatch"]
    return check(recognise(read(filing.format(text).encode(), "informe.txt"), "MXN"), load_policy())


@pytest.mark.parametrize(("filing", "sentence", "right", "wrong"), SAID)
def test_a_common_sentence_is_held_against_the_table(filing: str, sentence: str, right: str, wrong: str) -> None:
    bare = _outcome(filing, "").passed
    said = _outcome(filing, sentence.format(right))
    assert said.passed > bare and not said.findings
    assert len(_outcome(filing, sentence.format(wrong)).findings) == 1


@pytest.mark.parametrize(("filing", "sentence"), OF_SOMETHING_ELSE)
def test_a_sentence_that_may_be_of_something_else_is_not_told_as_wrong(filing: str, sentence: str) -> None:
    assert not _outcome(filing, sentence).findings


@pytest.mark.parametrize("before", ["El programa Agua potable tuvo ajustes. ", "La obra se inició en marzo. "])
def test_what_a_sentence_may_be_of_is_told_by_those_before_it(before: str) -> None:
    sentence = "Se ejerció el 89.8 % del presupuesto modificado."
    assert len(_outcome(PROGRAMMES, sentence).findings) == 1
    assert not _outcome(PROGRAMMES, before + sentence).findings
