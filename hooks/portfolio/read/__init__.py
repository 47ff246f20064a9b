"""The first room: bytes of a page -> fields, sections, images, words, and the line of each.

It knows how pages are written and nothing of what is asked in them. It opens files, and it alone
parses YAML and splits bodies. Nothing that it reads may stop it: what is wrong is a problem.
"""
