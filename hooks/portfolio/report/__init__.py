"""A room at the end: what one or a thousand portfolios still lack.

As text, JSON, CSV, annotations, JUnit or a page, for people and machines. It knows no site.
"""
