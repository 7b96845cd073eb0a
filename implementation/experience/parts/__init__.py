"""The parts of a template that are known from here, one file for each kind of thing."""
