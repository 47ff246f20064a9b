"""Check the deliverables of Exercise 01. `validate.py --exercise ID` checks any exercise."""

import sys

from validate import main

if __name__ == "__main__":
    sys.exit(main(exercise_id="exercise-01"))
