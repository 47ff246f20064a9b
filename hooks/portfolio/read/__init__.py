"""The first room: the bytes of a page -> fields, sections, images, words, and the line of each.

It knows how pages are written, but not what they are asked for. It opens files, among them
pictures, and only it parses YAML and splits bodies. It reads whatever there is: a mistake becomes a
problem, never an error.
"""
