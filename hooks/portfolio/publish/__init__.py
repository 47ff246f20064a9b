"""One of the last two rooms: what a site shows of a portfolio, and to whom.

Pages are made from redacted answers only. It also decides which files of docs/ are published,
scans the built site for what is private, and swaps it for the last one. It knows nothing of
reports.
"""
