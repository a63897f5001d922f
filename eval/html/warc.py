"""Makes a web archive from a folder of pages (*.html or *.html.gz), each page over and over until the archive is large.

python3 eval/html/warc.py PAGES OUT --bytes 2000000000 [--figures IDS] [--gzip]

IDS is a file of names of pages that hold figures, one a line: then every twentieth page is one of these, the others are not.
"""

import argparse, gzip, itertools, pathlib

asked = argparse.ArgumentParser()
asked.add_argument("pages", type=pathlib.Path)
asked.add_argument("out", type=pathlib.Path)
asked.add_argument("--bytes", type=int, default=2_000_000_000)
asked.add_argument("--figures", type=pathlib.Path)
asked.add_argument("--gzip", action="store_true")
asked = asked.parse_args()

pages = {}
for path in sorted(asked.pages.iterdir()):
    raw = path.read_bytes()
    pages[path.name.split(".")[0]] = gzip.decompress(raw) if path.suffix == ".gz" else raw


def record(number, name):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    # No two pages alike, or a ledger would know them already: each has the address of its record.
    page = pages[name]
    for address in [b"canonical", b"og:url", b'"url"', b"mainEntityOfPage"]:
        page = page.replace(address, address[:-1] + b"x")
    body = head + page + b"<!-- %d -->" % number
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{name}.example/{number}\r\n"
    told += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return told.encode() + body + b"\r\n\r\n"


if asked.figures:
    held = [name for name in asked.figures.read_text().split() if name in pages]
    others = itertools.cycle([name for name in pages if name not in held])
    order = (name for held in itertools.cycle(held) for name in [held, *itertools.islice(others, 19)])
else:
    order = itertools.cycle(pages)

written = number = 0
with asked.out.open("wb") as out:
    for name in order:
        if written >= asked.bytes:
            break
        number += 1
        one = record(number, name)
        written += len(one)
        out.write(gzip.compress(one, 6) if asked.gzip else one)
print(f"{number} pages, {written} bytes")
