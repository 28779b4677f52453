"""A case as a file, with what is blacked out of it as a layer of its own over the texts."""
