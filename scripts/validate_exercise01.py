"""Check the deliverables of Exercise 01. `validate.py --exercise ID` checks any exercise."""

import sys

from console import end_at_once
from validate import main

if __name__ == "__main__":
    end_at_once()
    sys.exit(main(exercise_id="exercise-01"))
