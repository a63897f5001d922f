"""Exports of the example reports, read by the programs that they are for.

    python3 -m venv V && V/bin/pip install -r eval/exports/requirements.txt
    V/bin/python eval/exports/check.py target/release/hearsay [--anno FILE]

FILE is W3C's own http://www.w3.org/ns/anno.jsonld; without it the terms of that context that we use are taken from here.
Nothing is fetched. A line a check; the first that fails ends the run.
"""

import asyncio
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import hxl
import pyarrow.parquet
from pyld import jsonld

HERE = pathlib.Path(__file__).resolve().parent
REPORTS = [HERE.parent.parent / "docs/example" / f"kursk{part}.md" for part in ("", "-copy", "-rival", "-revision")]

# What W3C's context says of the terms that we use.
OA, DCTERMS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
REF = lambda iri: {"@type": "@id", "@id": iri}
ANNO = {
    "@context": {
        "id": REF("@id"), "type": REF("@type"), "oa": OA,
        "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody",
        "SpecificResource": OA + "SpecificResource", "TextQuoteSelector": OA + "TextQuoteSelector",
        "TextPositionSelector": OA + "TextPositionSelector", "Text": "http://purl.org/dc/dcmitype/Text",
        "Software": "http://www.w3.org/ns/activitystreams#Application", "describing": OA + "describing",
        "body": REF(OA + "hasBody"), "target": REF(OA + "hasTarget"), "source": REF(OA + "hasSource"),
        "selector": REF(OA + "hasSelector"), "generator": REF("http://www.w3.org/ns/activitystreams#generator"),
        "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
        "format": "http://purl.org/dc/elements/1.1/format", "created": DCTERMS + "created",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "exact": OA + "exact", "prefix": OA + "prefix",
        "suffix": OA + "suffix", "start": OA + "start", "end": OA + "end", "name": "http://xmlns.com/foaf/0.1/name",
    }
}


class Program:
    """The program over one ledger."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.ledger = binary, folder, folder / "l.db"

    def run(self, *args, status=0, ledger=None):
        command = [self.binary, *map(str, args), "--ledger", str(ledger or self.ledger)]
        done = subprocess.run(command, capture_output=True)
        assert done.returncode == status, (command, done.returncode, done.stderr.decode())
        return done.stdout

    def export(self, form, *args):
        path = self.folder / f"export-{form}"
        self.run("export", "--as", form, "--out", path, *args)
        return path


def told(what):
    print("ok  ", what)


def tables(program, claims):
    for form, heads in [("csv", 1), ("ucdp", 1), ("hxl", 2)]:
        for extra in [(), ("--with-text",), ("--mask-names",)]:
            with open(program.export(form, *extra), newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file, strict=True))
            assert len(rows) == len(claims) + heads, form
            assert {len(row) for row in rows} == {len(rows[0])}, form
            assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row), form
        told(f"{form}: Python's csv, strict: {len(rows)} rows of {len(rows[0])} cells")


def tags(program, claims):
    source = hxl.data(str(program.export("hxl")), hxl.InputOptions(allow_local=True))
    rows = list(source)
    assert len(rows) == len(claims)
    killed = [int(row.get("#affected+killed")) for row in rows if row.get("#affected+killed")]
    assert sorted(killed) == sorted(c["quantity"]["best"] for c in claims if c["measure"] == "killed"), killed
    assert all(column.tag for column in source.columns)
    told(f"hxl: libhxl {len(rows)} rows, {len(source.columns)} tagged columns, killed {killed}")


def loader(anno):
    def load(address, options):
        assert address == "http://www.w3.org/ns/anno.jsonld", f"{address} would have to be fetched"
        return {"contextUrl": None, "documentUrl": address, "document": anno, "contentType": "application/ld+json"}

    return load


def linked(program, claims, anno):
    dropped = []
    options = {"documentLoader": loader(anno), "base": "urn:none:", "on_property_dropped": dropped.append}
    expected = {
        "prov": "http://www.w3.org/ns/prov#wasQuotedFrom",
        "webannotation": OA + "hasSelector",
        "claimreview": "https://schema.org/itemReviewed",
    }
    for form, term in expected.items():
        for extra in [(), ("--with-text",), ("--mask-names",)]:
            whole = json.loads(program.export(form, *extra).read_text("utf-8"))
            expanded = jsonld.expand(whole, options)
            triples = jsonld.to_rdf(whole, options)["@default"]
            assert not dropped, f"{form}: terms without a meaning: {dropped}"
            assert sum(triple["predicate"]["value"] == term for triple in triples) >= len(claims), form
            names = [triple["predicate"]["value"] for triple in triples]
            assert not any("ating" in name for name in names), f"{form} rates"
            again = jsonld.normalize(whole, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"})
            assert again.count("\n") <= len(triples)
        told(f"{form}: PyLD expands {len(expanded)} nodes, {len(triples)} triples, no term without a meaning")


def columns(program, claims):
    path = program.export("parquet")
    table = pyarrow.parquet.read_table(path)
    rows = table.to_pylist()
    for row, claim in zip(rows, claims, strict=True):
        assert row["id"] == claim["id"] and row["best"] == claim["quantity"]["best"]
        assert row["low"] == claim["quantity"]["low"] and abs(row["confidence"] - claim["confidence"]) < 1e-9
        assert str(row["published"]) == claim["report"]["published"]
        assert row["lat"] == (claim["place"] or {}).get("lat")
    told(f"parquet: pyarrow {table.num_rows} rows, {table.num_columns} columns, types "
         + ", ".join(sorted({str(field.type) for field in table.schema})))
    asked = "SELECT measure, count(*), max(best) FROM read_parquet(?) GROUP BY measure ORDER BY measure"
    told(f"parquet: DuckDB {duckdb.execute(asked, [str(path)]).fetchall()}")
    printed = program.folder / "claims.parquet"
    printed.write_bytes(program.run("claims", "--format", "parquet"))
    assert pyarrow.parquet.read_table(printed).equals(table)
    told("parquet: `hearsay claims --format parquet` gives the same table")


def ledgers(program):
    whole = program.export("jsonl", "--with-text").read_bytes()
    for form in ("jsonl", "parquet"):
        path, again = program.export(form, "--with-text"), program.folder / f"again-{form}.db"
        first = program.run("import", path, ledger=again).decode()
        second = program.run("import", path, ledger=again).decode()
        assert program.run("export", "--as", "jsonl", "--with-text", ledger=again) == whole
        assert program.run("verify", ledger=again) == program.run("verify")
        assert second.startswith("imported 0 entries"), second
        told(f"{form}: {first.split(';')[0]}, the same entries and last digest; again: {second.split(';')[0]}")
    table = pyarrow.parquet.read_table(program.folder / "export-parquet")
    assert [json.loads(entry)["entry"] for entry in table["entry"].to_pylist()].count("read") == len(REPORTS)
    told("parquet: pyarrow reads the entries too")


async def assistant(program):
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    server = StdioServerParameters(command=program.binary, args=["mcp", "--ledger", str(program.ledger)])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = [tool.name for tool in (await session.list_tools()).tools]
        found = json.loads((await session.call_tool("search", {"measure": "killed"})).content[0].text)
        why = json.loads((await session.call_tool("why", {"id": found["claims"][0]["id"]})).content[0].text)
        figures = json.loads((await session.call_tool("figures", {})).content[0].text)["figures"]
        figure = json.loads((await session.call_tool("figure", {"id": figures[0]["id"]})).content[0].text)
        wrong = await session.call_tool("why", {"id": "ffffffff"})
        assert getattr(wrong, "isError", None) or getattr(wrong, "is_error", None)
    told(f"mcp: the official client calls {', '.join(tools)}: “{why['sentence'][:40]}…”, {figure['title']}")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    anno = json.loads(pathlib.Path(sys.argv[3]).read_text("utf-8")) if sys.argv[2:3] == ["--anno"] else ANNO
    with tempfile.TemporaryDirectory() as folder:
        program = Program(binary, pathlib.Path(folder))
        program.run("add", *REPORTS)
        claims = [json.loads(line) for line in program.run("claims", "--format", "jsonl").splitlines()]
        assert [json.loads(line) for line in program.export("jsonl").read_text("utf-8").splitlines()] == claims
        tables(program, claims)
        tags(program, claims)
        linked(program, claims, anno)
        columns(program, claims)
        ledgers(program)
        asyncio.run(assistant(program))


main()
