"""Scripts of the build, the checks and the tests; none of it is shipped."""
