"""What the scripts of environment/ are made of: set-up, notebooks, slides, site and their checks."""
