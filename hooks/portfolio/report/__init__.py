"""One of the last two rooms: what one portfolio, or a thousand, still lack.

Reports are text, JSON, CSV, annotations, JUnit or a page. It knows nothing of sites.
"""
