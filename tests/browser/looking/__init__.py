"""Looking at pages: what there is to see, rules for what a person would see, and photos of it."""
