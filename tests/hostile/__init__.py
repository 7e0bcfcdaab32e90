"""Everything that is sent to the town on purpose; one town for all of it, made once a worker."""
