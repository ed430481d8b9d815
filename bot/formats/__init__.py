"""Meeting formats: data files, and the code that loads, checks, fits and expands them."""
