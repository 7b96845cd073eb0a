"""Time that does not count: who proposed it, who agreed, and the stretches that it comes to."""
