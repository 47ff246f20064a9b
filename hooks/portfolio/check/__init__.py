"""The third room: a learner's answers are checked against what the exercise asks for.

Every rule leads to a problem with its line. This room also decides what is private, and finds
where public text leaks it. It shows nothing to anybody.
"""
