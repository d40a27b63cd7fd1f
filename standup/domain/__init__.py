"""Records and rules: pure values and functions, with no clock, no file and no terminal."""
