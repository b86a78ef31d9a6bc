"""Measured quality: gold for the sample and for a closed set, floors, and the table of ``make quality``."""
