"""A room at the end: what a site shows of a portfolio, and to whom.

Pages are made from redacted answers alone. What may leave docs/, the pictures, the last search for
what is private, and the folder that a site is put into are here, too. It knows no report.
"""
