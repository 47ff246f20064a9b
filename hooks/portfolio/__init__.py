"""What an exercise asks, what a learner answers, and what is still to mend.

Five rooms, each of which may use those before it: `read` a page, know what is `ask`ed, `check`
what was answered, then `publish` it or `report` on it. All may use problems.py and limits.py.
Nothing here knows MkDocs, prints, or reads the environment.
"""
