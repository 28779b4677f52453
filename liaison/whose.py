"""A person by their post, and whose it is. Pure."""


def whose(name: str, organisation: str) -> str:
    """ "Liaison officer, Coastal Police Service"; a *name* that ends with whose post it is, in full
    or in short, says it once."""
    _post, comma, tail = name.rpartition(", ")
    return name if comma and organisation.startswith(tail) else f"{name}, {organisation}"
