"""How much a reader takes on. What goes over is refused by a problem that names the limit."""

MOST_UNPACKED_BYTES = 256 * 1024**2
"""Bytes that the members of an archive, or the parts of a workbook or document, may have when unpacked, together."""

MOST_RATIO = 250
"""Unpacked bytes a packed byte. Sheets of like rows reach 100; zeros reach 1,000."""

RATIO_FROM_BYTES = 16 * 1024**2
"""A member smaller than this when unpacked may be packed as tightly as it likes."""

MOST_PARTS = 20_000
"""Entries in the directory of one archive, folders and pictures included."""

MOST_MEMBERS = 1_000
"""Files that one archive may hand in, those in archives within it included."""

MOST_ARCHIVE_LEVELS = 3
"""Archives within archives; the outermost is the first level. An archive that holds itself has no last one."""

MOST_BOX_CELLS = 16_000_000
"""Cells between a sheet's first and last used row and column, all sheets together; calamine lays out every one."""

MOST_CELLS = 3_000_000
"""Cells of tables that a document may have, blanks between filled ones included: 30 columns of 100,000 rows. Each takes
some 250 bytes while it is worked on."""

MOST_LINE_CHARACTERS = 2_000_000
"""Characters in one line of a text file."""

MOST_SPAN = 1_000
"""Columns or rows that one cell of a document or web page may reach over, as in the HTML standard."""

MOST_TABLES_WITHIN = 20
"""Tables within tables of a document or web page."""

MOST_PAGES = 10_000
"""Pages that a PDF or an image may have; a damaged or malicious one may claim millions that are not there."""
