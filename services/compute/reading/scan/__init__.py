"""Pages that are pictures, read by OCR into tables and paragraphs. Imports nothing of the project but `reading`."""
