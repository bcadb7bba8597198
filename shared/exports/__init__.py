"""What a reader takes away: the parts of reports as tables, workbooks and packages, and a report to print."""
