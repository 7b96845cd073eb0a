"""Pages of contracts, one file for each thing they are about."""
