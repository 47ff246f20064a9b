"""What an exercise asks, what a learner answers, and what is still to mend.

One direction: folder -> source -> checks -> report -> (build log | console | page).
Nothing here knows MkDocs, prints, or reads the environment.
"""
