"""The second room: what an exercise asks for, as models of fields, templates and sections.

The forms in the browser and editors get the same as data. It reads the author's pages through
`read`, and knows nothing of learners' answers.
"""
