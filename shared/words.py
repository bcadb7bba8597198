"""The few words that terminal and page say in the reader's language."""

from decimal import Decimal

from shared.problems import Language

_WORDS = {
    "queued": ("en cola", "queued"),
    "running": ("en curso", "running"),
    "succeeded": ("listo", "done"),
    "failed": ("falló", "failed"),
    "cancelled": ("cancelado", "cancelled"),
    "reading": ("leyendo", "reading"),
    "recognising": ("reconociendo", "recognising"),
    "deriving": ("calculando", "deriving"),
    "checking": ("revisando", "checking"),
    "storing": ("guardando", "storing"),
    "error": ("error", "error"),
    "warning": ("advertencia", "warning"),
    "information": ("aviso", "information"),
    "errors": ("errores", "errors"),
    "warnings": ("advertencias", "warnings"),
    "informations": ("avisos", "notes"),
    "acceptable": ("aceptable", "acceptable"),
    "acceptables": ("aceptables", "acceptable"),
    "at-risk": ("con riesgo", "at risk"),
    "at-risks": ("con riesgo", "at risk"),
    "critical": ("crítico", "critical"),
    "criticals": ("críticos", "critical"),
    "label": ("encabezado", "heading"),
    "concept": ("concepto", "concept"),
    "confidence": ("certeza", "sure"),
    "reason": ("por qué", "why"),
    "page": ("página {}", "page {}"),
    "no_columns": ("Sin columnas conocidas.", "No known columns."),
    "no_statement": ("cuadro sin estado conocido", "table of no known statement"),
    "reason-term": ("sus palabras", "its words"),
    "reason-near-term": ("sus palabras, casi iguales", "its words, very nearly"),
    "reason-year": ("un año la encabeza", "headed by a year"),
    "reason-values": ("lo que contiene", "what it holds"),
    "reason-arithmetic": ("su aritmética", "its arithmetic"),
    "reason-own-label": ("su propio encabezado; ningún concepto le corresponde", "its own heading; no concept fits"),
    "no-server": ("no hay servidor que conteste; inícielo con `cotejo up`", "no server answers; start it: `cotejo up`"),
    "investment-programmes": ("Programas y proyectos de inversión", "Investment programmes"),
    "programme": ("programa", "programme"),
    "programmes": ("programas", "programmes"),
    "approved": ("aprobado", "approved"),
    "modified": ("modificado", "modified"),
    "accrued": ("devengado", "accrued"),
    "million": ("mdp", "million pesos"),
    "light": ("Semáforo", "Traffic light"),
    "execution": ("gasto sobre lo modificado", "spending over modified"),
    "achievement": ("avance sobre la meta", "achieved over target"),
    "whole": ("en conjunto", "as a whole"),
    "nothing": ("Nada que señalar", "Nothing to point out"),
    "more": ("y {} más (--all los muestra)", "and {} more (--all shows them)"),
    "told-above": ("· {} ya dicha(s) arriba", "· {} told above"),
    "line": ("línea", "line"),
    "coverage": (
        "{} de {} cifras participaron en alguna revisión; {} revisiones pasaron, {} no.",
        "{} of {} figures took part in a check; {} checks passed, {} did not.",
    ),
    "unread-pages": ("No se pudieron leer las páginas {}.", "Pages that could not be read: {}."),
    "to": ("a", "to"),
    "anomaly": ("anomalía", "anomaly"),
    "anomalys": ("anomalías", "anomalies"),
    "anomalies": ("anomalías", "anomalies"),
    "filings": ("Informes", "Filings"),
    "filing": ("Informe", "Filing"),
    "institution": ("Institución", "Institution"),
    "period": ("Periodo", "Period"),
    "state": ("Estado", "State"),
    "hand-in": ("Entregar un informe", "Hand in a filing"),
    "drop": (
        "Arrastre aquí archivos o elíjalos: PDF, imagen digitalizada, libro de cálculo, documento o texto.",
        "Drop files here or choose them: PDF, scanned image, workbook, document or text.",
    ),
    "none-yet": ("Todavía no hay informes.", "There are no filings yet."),
    "send": ("Enviar", "Send"),
    "evidence": ("Dónde está", "Where it stands"),
    "table": ("cuadro", "table"),
    "cell": ("celda", "cell"),
    "row": ("renglón", "row"),
    "column": ("columna", "column"),
    "download": ("Descargar", "Download"),
    "facts": ("cifras", "figures"),
    "indicators": ("indicadores", "indicators"),
    "report": ("reporte", "report"),
    "why": ("Por qué importa", "Why it matters"),
    "table-of-programmes": ("Los programas y sus cifras", "The programmes and their figures"),
    "code": ("Clave", "Code"),
    "name": ("Nombre", "Name"),
    "target": ("meta", "target"),
    "achieved": ("alcanzado", "achieved"),
    "other-language": ("English", "Español"),
    "tagline": (
        "Sostiene una cifra contra otra y dice cuáles no concuerdan",
        "Holds one figure against another and says which do not agree",
    ),
    "policy": ("Política", "Policy"),
    "back": ("Todos los informes", "All filings"),
    "summary": ("Resumen", "Summary"),
    "method-title": ("Método", "Method"),
    "method": (
        "Cada cifra se lee de su celda y se guarda con ella. Las comprobaciones se hacen con decimales exactos; la "
        "tolerancia es la que permiten los dígitos impresos. El resultado dice qué sostienen las cifras y qué no; no "
        "dice que alguien haya obrado mal.",
        "Every figure is read from its cell and kept with it. Checks are worked in exact decimals; the tolerance is "
        "what the printed digits allow. The result says what the figures do and do not support; it does not say that "
        "anybody did wrong.",
    ),
    "file": ("Archivo", "File"),
    "checks": ("Revisiones que pasaron · que no", "Checks passed · not passed"),
    "anomalies-and-evidence": ("Anomalías y su evidencia", "Anomalies and their evidence"),
    "none-found": ("Ninguna.", "None."),
    "rules-tried": ("Reglas que se probaron", "Rules tried"),
    "rule": ("Regla", "Rule"),
    "passed": ("se cumple", "passed"),
    "not-passed": ("no se cumple", "not passed"),
    "not-applicable": ("no aplica", "not applicable"),
    "source": ("Fuente", "Source"),
    "by-reading": (
        "Puede ser error de lectura y no del informe: coteje con el original.",
        "May be a reading error and not the filing's: compare with the original.",
    ),
    "confirmed": ("confirmada", "confirmed"),
    "dismissed": ("descartada", "dismissed"),
    "explained": ("explicada", "explained"),
    "not-known": ("sin identificar", "not identified"),
}


def words(language: Language, key: str) -> str:
    """What `key` is called in `language`; the key itself where it has no words."""
    pair = _WORDS.get(key)
    return key if pair is None else pair[language == "en"]


def counted(language: Language, count: int, severity: str) -> str:
    """``1 error``, ``3 errores``; also of ratings, programmes and anomalies."""
    return f"{count} {words(language, severity if count == 1 else severity + 's')}"


def percent(rate: Decimal) -> str:
    """0.2885 as ``28.9 %``, with a blank that does not break."""
    return f"{rate * 100:,.1f}\N{NO-BREAK SPACE}%"
