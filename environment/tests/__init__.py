"""Tests of the environment: `python -m unittest discover -s environment/tests -t environment`."""
