"""Chinese as public bodies write it: figures in groups of three (GB/T 15835)."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
