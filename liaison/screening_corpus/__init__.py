"""Sentences written to measure screening by, and what it makes of them. Pure.

One file for each language, one sentence a line: what it is about, which part it belongs to, and
the sentence, with {the words} that must be asked about. A sentence without any must be left alone.
The searches were tuned on one part; another was held out meanwhile; the last was written by
somebody who did not know them, and nothing was changed after it. All of it is made up.
"""
