"""The second room: what an exercise asks for, as models of fields, templates and sections.

The same is handed to the forms in the browser and to editors, as data. It reads the author's
pages through `read`, and knows no learner's answer.
"""
