"""Every word that a person reads in a mail or page; read through importlib.resources."""
