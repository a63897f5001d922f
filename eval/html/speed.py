#!/usr/bin/env python3
"""Times resiliparse and trafilatura on the same pages and core as hearsay: pip install resiliparse trafilatura lxml_html_clean.

usage: speed.py PAGE.html.gz…
"""
import gzip
import sys
import time

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

pages = [gzip.open(path).read().decode("utf8", "replace") for path in sys.argv[1:]]
size = sum(len(page.encode()) for page in pages)
extractors = {
    "resiliparse": lambda page: extract_plain_text(page, main_content=True),
    "trafilatura": trafilatura.extract,
}
for name, extract in extractors.items():
    start = time.process_time()
    for page in pages:
        extract(page)
    print(f"{name} {size / 1e6 / (time.process_time() - start):.1f} MB/s")
