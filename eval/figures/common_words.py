#!/usr/bin/env python3
"""Counts how common each word is in news, for crates/hearsay-resolve/data/figures/common-words.tsv.

    HEARSAY_BENCH=... python3 eval/figures/common_words.py > crates/hearsay-resolve/data/figures/common-words.tsv

Reads the reports of raw/conflict.jsonl.gz and one report of every second incident of gva/dev.jsonl.gz. What is kept is a word and the number of reports in a
thousand that hold it, for words in 6 of a thousand or more: no text can be had back from it. The same reports give the
same file.
"""
import collections
import gzip
import json
import os
import re

LEAST = 6
# Characters of a report that are read: what it is about stands early.
READ = 4000
HEAD = """\
# How common a word is in news: words found in at least 6 of a thousand reports, and in how many of a thousand, so that a
# small ledger knows a name from a common word too. Counts only, over {reports:,} news reports of the bench, by
# `python3 eval/figures/common_words.py`, which makes the same file from the same reports. No text is kept."""


def words(text):
    for word in re.findall(r"[^\W_](?:[^\W_]|['’])*", text):
        word = re.sub(r"['’]s$", "", word.rstrip("'’")).lower()
        if len(word) > 2 and not word[0].isnumeric():
            yield word


def texts():
    bench = os.environ["HEARSAY_BENCH"]
    with gzip.open(os.path.join(bench, "raw/conflict.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    # Shootings too, the first report of every second incident, so that their common words are known as common.
    with gzip.open(os.path.join(bench, "gva/dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in list(lines)[::2]:
            yield json.loads(line)["documents"][0]["text"]


def main():
    holding, reports = collections.Counter(), 0
    for text in texts():
        holding.update(set(words(text[:READ])))
        reports += 1
    print(HEAD.format(reports=reports))
    shares = {word: round(1000 * count / reports) for word, count in holding.items()}
    for word, share in sorted(shares.items(), key=lambda one: (-one[1], one[0])):
        if share >= LEAST:
            print(f"{word}\t{share}")


if __name__ == "__main__":
    main()
