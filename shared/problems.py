"""Everything that can go wrong for a user, each with a stable type, and what to do about it in Spanish and English."""

from dataclasses import dataclass
from typing import Any, Literal

from shared.media_types import READABLE
from shared.report import Text

Language = Literal["es", "en"]
PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem. `detail` may name parameters in braces."""

    status: int
    title: Text
    detail: Text


def _type(status: int, es: str, en: str, detail_es: str, detail_en: str) -> ProblemType:
    return ProblemType(status, Text(es=es, en=en), Text(es=detail_es, en=detail_en))


PROBLEMS: dict[str, ProblemType] = {
    "empty-file": _type(
        400,
        "El archivo está vacío",
        "The file is empty",
        "«{filename}» no contiene nada. Revise que el archivo se haya guardado completo y vuelva a enviarlo.",
        "“{filename}” holds nothing. See that it was saved whole and send it again.",
    ),
    "damaged-file": _type(
        400,
        "El archivo está dañado o incompleto",
        "The file is damaged or cut short",
        "«{filename}» no se puede abrir como lo que parece ser; quizá la descarga se cortó. Ábralo, guárdelo de nuevo "
        "y vuelva a enviarlo.",
        "“{filename}” cannot be opened as what it seems to be; perhaps a download broke off. Open it, save it again "
        "and send it again.",
    ),
    "unsupported-type": _type(
        415,
        "Tipo de archivo que no se lee",
        "Unsupported type of file",
        "Por su contenido, «{filename}» es {media_type}, que no se lee. Envíe {readable}.",
        "By its content “{filename}” is {media_type}, which is not read. Send {readable}.",
    ),
    "password-needed": _type(
        422,
        "El archivo está protegido con contraseña",
        "The file is protected by a password",
        "«{filename}» no se puede abrir sin su contraseña. Guarde una copia sin contraseña y envíela.",
        "“{filename}” cannot be opened without its password. Save a copy without one and send that.",
    ),
    "wrong-password": _type(
        422,
        "La contraseña no es la del archivo",
        "Wrong password",
        "«{filename}» no se abre con esa contraseña.",
        "“{filename}” does not open with that password.",
    ),
    "image-too-large": _type(
        422,
        "La imagen es demasiado grande",
        "The image is too large",
        "Una página de «{filename}» tiene más de {limit} puntos. Digitalícela a 300 puntos por pulgada o menos.",
        "A page of “{filename}” has more than {limit} dots. Scan it at 300 dots an inch or fewer.",
    ),
    "ocr-model-missing": _type(
        500,
        "Falta el modelo de lectura de imágenes",
        "The model that reads scans is missing",
        "Esta instalación no trae {model}; sin él no se leen páginas digitalizadas. Instale de nuevo las dependencias.",
        "This installation lacks {model}, without which scanned pages are not read. Install the dependencies again.",
    ),
    "file-too-large": _type(
        413,
        "El archivo es demasiado grande",
        "The file is too large",
        "Se aceptan hasta {limit_megabytes} MB por archivo. Divídalo o envíe sólo las hojas con tablas.",
        "Up to {limit_megabytes} MB are taken a file. Split it, or send only the sheets that hold tables.",
    ),
    "unpacked-too-large": _type(
        422,
        "El archivo crece demasiado al descomprimirse",
        "The file grows too large when unpacked",
        "Descomprimido, «{filename}» rebasa el límite de {limit_megabytes} MB. Divídalo o quítele lo que no sea tabla.",
        "Unpacked, “{filename}” goes over the limit of {limit_megabytes} MB. Split it, or take out what is no table.",
    ),
    "packed-too-tightly": _type(
        422,
        "El archivo está comprimido en exceso",
        "The file is packed too tightly",
        "Una parte de «{filename}» crece más de {limit_ratio} veces al descomprimirse, lo que ningún informe hace. "
        "Ábralo, guárdelo de nuevo y vuelva a enviarlo.",
        "A part of “{filename}” grows more than {limit_ratio} times when unpacked, as no report does. "
        "Open it, save it again and send it again.",
    ),
    "too-many-cells": _type(
        422,
        "El archivo tiene demasiadas celdas",
        "The file has too many cells",
        "Las tablas de «{filename}» abarcan más de {limit_cells} celdas, contadas de la primera a la última usada. "
        "Borre las celdas perdidas lejos de las tablas, o divida el archivo.",
        "The tables of “{filename}” span more than {limit_cells} cells, counted from the first used to the last. "
        "Clear stray cells far from the tables, or split the file.",
    ),
    "too-many-members": _type(
        422,
        "El archivo comprimido trae demasiados archivos",
        "The archive holds too many files",
        "«{filename}» trae más de {limit_members} archivos. Envíelos en varios.",
        "“{filename}” holds more than {limit_members} files. Send them in several archives.",
    ),
    "nested-too-deep": _type(
        422,
        "Demasiados niveles, uno dentro de otro",
        "Too many levels, one within another",
        "En «{filename}» hay archivos comprimidos o tablas a más de {limit_levels} niveles de profundidad. Sáquelos y "
        "envíelos aparte.",
        "In “{filename}” archives or tables lie more than {limit_levels} levels deep. Take them out and send them by "
        "themselves.",
    ),
    "line-too-long": _type(
        422,
        "Un renglón es demasiado largo",
        "A line is too long",
        "En «{filename}» un renglón rebasa el límite de {limit_characters} caracteres; quizá perdió sus saltos de "
        "línea. Guárdelo de nuevo con un registro por renglón.",
        "A line of “{filename}” goes over the limit of {limit_characters} characters; perhaps it lost its line breaks. "
        "Save it again with a record a line.",
    ),
    "turns-binary": _type(
        422,
        "El archivo deja de ser texto a la mitad",
        "The file stops being text halfway",
        "«{filename}» es texto hasta el renglón {line}; lo que sigue no lo es. Quizá se mezclaron dos archivos o falló "
        "una copia. Vuelva a exportarlo.",
        "“{filename}” is text up to line {line}; what follows is not. Perhaps two files were mixed or a copy failed. "
        "Export it again.",
    ),
    "entities-declared": _type(
        422,
        "El archivo declara entidades XML",
        "The file declares XML entities",
        "«{filename}» trae una declaración DOCTYPE, que ningún programa de oficina escribe y que no se sigue. Ábralo, "
        "guárdelo de nuevo y vuelva a enviarlo.",
        "“{filename}” has a DOCTYPE declaration, which no office program writes and which is not followed. Open it, "
        "save it again and send it again.",
    ),
    "no-table": _type(
        422,
        "No hay tablas en el archivo",
        "The file holds no table",
        "Se leyó «{filename}» y no se encontró en él ninguna tabla. ¿Es el informe completo?",
        "“{filename}” was read and no table found in it. Is it the whole report?",
    ),
    "no-known-column": _type(
        422,
        "Ninguna columna conocida",
        "No known column",
        "Se leyeron las tablas de «{filename}» y ninguna tiene columnas conocidas (aprobado, modificado, devengado, "
        "meta…) con cifras. Los encabezados leídos son: {headings}.",
        "The tables of “{filename}” were read and none has known columns (aprobado, modificado, devengado, meta…) with "
        "figures. The headings read are: {headings}.",
    ),
    "unknown-statement": _type(
        422,
        "Estado que todavía no se reconoce",
        "Statement that is not recognised yet",
        "«{filename}» tiene columnas conocidas pero no es un estado de programas y proyectos de inversión, que es el "
        "que hoy se revisa; antes que dar cifras mal sumadas no se da ninguna. Los encabezados leídos son: {headings}.",
        "“{filename}” has known columns but is no statement of programmes and investment projects, which is what is "
        "checked today; rather than figures wrongly added up none are given. The headings read are: {headings}.",
    ),
    "reader-died": _type(
        422,
        "La lectura del archivo se interrumpió",
        "Reading the file broke off",
        "Al leer «{filename}» el lector se detuvo sin terminar. El archivo puede estar dañado; ábralo, guárdelo de "
        "nuevo y vuelva a enviarlo.",
        "The reader of “{filename}” stopped before its end. The file may be damaged; open it, save it again and send "
        "it again.",
    ),
    "memory-limit": _type(
        422,
        "El archivo necesita demasiada memoria",
        "The file needs too much memory",
        "Leer «{filename}» rebasó el límite de {limit_megabytes} MB de memoria. Divídalo en partes.",
        "Reading “{filename}” went over the limit of {limit_megabytes} MB of memory. Split it into parts.",
    ),
    "time-limit": _type(
        422,
        "El archivo tarda demasiado",
        "The file takes too long",
        "Leer «{filename}» rebasó el límite de {limit_seconds} segundos. Divídalo en partes.",
        "Reading “{filename}” went over the limit of {limit_seconds} seconds. Split it into parts.",
    ),
    "internal-error": _type(
        500,
        "Error interno",
        "Internal error",
        "Algo falló de nuestro lado; lo que ya había enviado está a salvo. Si se repite, avise con la hora y este "
        "código: {reference}.",
        "Something failed on our side; what you had already sent is safe. If it happens again, report the time and "
        "this code: {reference}.",
    ),
    "attempts-exhausted": _type(
        422,
        "El trabajo no pudo terminarse",
        "The job could not be finished",
        "Se intentó {attempts} veces y cada vez el proceso que lo hacía se perdió. Puede pedirse de nuevo.",
        "It was begun {attempts} times, and each time the process doing it was lost. It can be asked for again.",
    ),
    "not-found": _type(
        404,
        "No existe",
        "Not found",
        "No hay nada en {path}. Revise el identificador.",
        "Nothing is at {path}. Check the id.",
    ),
    "method-not-allowed": _type(
        405,
        "Método no permitido",
        "Method not allowed",
        "{path} no admite {method}. Vea /docs.",
        "{path} does not take {method}. See /docs.",
    ),
    "filing-deleted": _type(
        410,
        "El informe se eliminó",
        "The filing was deleted",
        "Se eliminó al cumplirse el plazo de conservación. Puede enviarse de nuevo.",
        "It was deleted when its retention ended. It can be sent again.",
    ),
    "bad-request": _type(400, "Petición mal formada", "Malformed request", "{reason}", "{reason}"),
    "invalid-parameter": _type(
        422,
        "Parámetro no válido",
        "Invalid parameter",
        "{reason}",
        "{reason}",
    ),
    "no-file": _type(
        400,
        "Falta el archivo",
        "No file was sent",
        'Envíe multipart/form-data con una parte «file», o JSON {{"url": "https://…"}}.',
        'Send multipart/form-data with a part "file", or JSON {{"url": "https://…"}}.',
    ),
    "unsupported-body": _type(
        415,
        "Cuerpo que no se entiende",
        "Unsupported request body",
        'Se recibió {content_type}. Envíe multipart/form-data con una parte «file», o JSON {{"url": "https://…"}}.',
        'Got {content_type}. Send multipart/form-data with a part "file", or JSON {{"url": "https://…"}}.',
    ),
    "idempotency-key-reused": _type(
        422,
        "Idempotency-Key ya usada",
        "Idempotency-Key already used",
        "La misma Idempotency-Key se usó con otro archivo. Use una nueva para cada archivo.",
        "The same Idempotency-Key was used with another file. Use a new one for each file.",
    ),
    "url-not-allowed": _type(
        400,
        "Dirección no permitida",
        "URL not allowed",
        "Sólo se traen archivos de direcciones http o https públicas; {url} no lo es.",
        "Files are fetched from public http or https addresses only; {url} is not one.",
    ),
    "url-not-fetched": _type(
        400,
        "No se pudo traer el archivo",
        "The file could not be fetched",
        "{url} no entregó el archivo: {cause}.",
        "{url} did not give the file: {cause}.",
    ),
    "job-not-failed": _type(
        409,
        "El trabajo no ha fallado",
        "The job has not failed",
        "Sólo se repite un trabajo fallido o cancelado (estado de éste: {status}).",
        "Only a failed or cancelled job is run again; this one is {status}.",
    ),
    "job-over": _type(
        409,
        "El trabajo ya terminó",
        "The job is over",
        "Un trabajo terminado no se cancela (estado de éste: {status}).",
        "A job that has ended is not cancelled; this one is {status}.",
    ),
    "storage-full": _type(
        507,
        "No hay espacio",
        "No space left",
        "El servidor no tiene dónde guardar el archivo. Lo enviado antes está a salvo; intente más tarde.",
        "The server has nowhere to keep the file. What was sent before is safe; try later.",
    ),
}


class Problem(Exception):
    """A problem to be answered: its type, a key of `PROBLEMS`, and the parameters of its detail."""

    def __init__(self, slug: str, **params: str | int) -> None:
        super().__init__(slug)
        self.slug = slug
        self.params = params

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.slug].status


def render_problem(slug: str, params: dict[str, Any], language: Language = "es") -> dict[str, Any]:
    """RFC 9457 problem details in `language`."""
    kind = PROBLEMS[slug]
    return {
        "type": f"urn:cotejo:problem:{slug}",
        "title": getattr(kind.title, language),
        "status": kind.status,
        "detail": getattr(kind.detail, language).format_map(_Blank(_standing(language) | params)),
    }


def _standing(language: Language) -> dict[str, Any]:
    """What messages may name without being told."""
    return {"readable": ", ".join(getattr(name, language) for name in READABLE.values())}


class _Blank(dict[str, Any]):
    """Parameters, of which one that is missing leaves a gap rather than an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def pick_language(accept_language: str | None) -> Language:
    """Spanish, unless the caller's first choice of the two is English."""
    for choice in (accept_language or "").lower().split(","):
        tag = choice.split(";")[0].strip()
        if tag.startswith("en"):
            return "en"
        if tag.startswith("es"):
            return "es"
    return "es"
