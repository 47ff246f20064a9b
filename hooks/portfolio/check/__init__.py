"""The third room: what a learner answered, held against what is asked.

Every rule ends in a problem with its line. What is private is decided here, and whether public
text tells it again. It shows nothing to anybody.
"""
