"""Works out the digest of a signed text or an annex: python check_signed_text.py FILE [DIGEST]

Nothing but Python's standard library is needed. With DIGEST (blanks allowed) it says whether that
is the one, and ends with 1 if not. `sha256sum FILE` gives the same digest; this also shows that
the file is in the one spelling that docs/canonical.md describes.
"""

import hashlib
import json
import sys
import unicodedata

with open(sys.argv[1], "rb") as file:
    raw = file.read()
scheme, _, text = raw.decode("utf-8").partition("\n")
if not scheme.startswith("portal-protocol-v"):
    sys.exit("This is not a signed text: its first line names no scheme.")
document = json.loads(text)
again = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
if again != text or unicodedata.normalize("NFC", text) != text:
    sys.exit("This is not a signed text: it is not spelled in the one way.")
digest = hashlib.sha256(raw).hexdigest()
title = document.get("title", "Annex")
sys.stdout.write(f"{title}, version {document['number']} ({scheme})\n{digest}\n")
if len(sys.argv) > 2 and "".join(sys.argv[2:]).lower() != digest:
    sys.exit("This is another digest than the one given.")
