"""What an exercise asks, what a learner answers, and what is still to mend.

Five rooms, each of which may use those before it: `read` pages, know what to `ask` for, `check`
the answers, then `publish` them or `report` on them. All may use the modules of this folder.
Nothing here knows MkDocs, prints, or reads environment variables.
"""
