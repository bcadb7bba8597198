"""Filings with a place, ``{}``, for sentences on what their tables say."""

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
