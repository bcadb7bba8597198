"""PDFs with text into tables, cells and paragraphs, on PDFium's characters and vector paths alone.

Pure: bytes in, a `Document` out. Imports `pypdfium2`, `numpy` and the document type, nothing else.
"""
