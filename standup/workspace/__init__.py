"""The use cases: the only place where records are changed; command line and terminal app both call them."""
