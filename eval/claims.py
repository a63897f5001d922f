#!/usr/bin/env python3
"""How far the confidence of claims can be trusted, and what reports without figures cost. Standard library only.

usage: claims.py GOLD.jsonl[.gz] EXTRACTED.jsonl[.gz]     calibration, and false claims on reports without an annotated claim
       claims.py --rate REPORTS.jsonl[.gz] EXTRACTED.jsonl[.gz]     claims on reports without a casualty word, and on all

A claim is right where score_claims.py of the bench matches it: overlapping evidence, the same measure and value, one to one,
the longest overlap first. The expected calibration error is the mean gap between confidence and share right, over ten
bins of confidence weighed by their claims.
"""
import gzip, json, re, sys

CASUALTY = re.compile(r"\b(kill|dead|death|die[sd]?\b|dying|wound|injur|casualt|fatal|victim|toll\b|massacre|murder|slain|slaughter|bod(y|ies)\b|corpse"
                      r"|miss(ing)\b|captur|prisoner|arrest|detain|hostage|kidnap|abduct|surrender|displac|refugee|flee|fled|evacuat|destroy|shot)", re.I)


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, filter(str.strip, file))}


def right(gold, found):
    """For each found claim whether it is right."""
    pairs = []
    for i, g in enumerate(gold):
        bound = "best" if g["best"] is not None else "low"
        for j, s in enumerate(found):
            shared = min(g["end"], s["evidence"]["end"]) - max(g["start"], s["evidence"]["start"])
            if shared > 0 and g["measure"] == s["measure"] and g[bound] == s["quantity"][bound]:
                pairs.append((-shared, i, j))
    taken, hit = set(), set()
    for _, i, j in sorted(pairs):
        if i not in taken and j not in hit:
            taken.add(i)
            hit.add(j)
    return [j in hit for j in range(len(found))]


def calibration(gold, found):
    points, silent, false = [], 0, 0
    for key, report in gold.items():
        claims = found[key]["claims"]
        points += zip((claim["confidence"] for claim in claims), right(report["claims"], claims))
        if not report["claims"]:
            silent, false = silent + 1, false + len(claims)
    print("| confidence | claims | mean | right |\n| --- | --- | --- | --- |")
    gap = 0
    for bin in range(10):
        inside = [point for point in points if min(int(point[0] * 10 + 1e-9), 9) == bin]
        if not inside:
            print(f"| {bin / 10:.1f} - {bin / 10 + 0.1:.1f} | 0 | | |")
            continue
        mean, share = (sum(point[at] for point in inside) / len(inside) for at in (0, 1))
        gap += len(inside) * abs(mean - share) / len(points)
        print(f"| {bin / 10:.1f} - {bin / 10 + 0.1:.1f} | {len(inside)} | {mean:.3f} | {share:.3f} |")
    print(f"\nexpected calibration error {gap:.3f} over {len(points)} claims")
    print(f"reports without a claim: {silent}, false claims on them: {false} ({false / max(silent, 1):.2f} a report)")


def rate(reports, found):
    groups = {"without a casualty word": [], "with one": [], "all": []}
    for key, report in reports.items():
        count = len(found[key]["claims"]) if key in found else 0
        groups["with one" if CASUALTY.search(report["text"]) else "without a casualty word"].append(count)
        groups["all"].append(count)
    print("| reports | number | claims a report | with no claim |\n| --- | --- | --- | --- |")
    for name, counts in groups.items():
        size = max(len(counts), 1)
        print(f"| {name} | {len(counts)} | {sum(counts) / size:.2f} | {counts.count(0) / size:.0%} |")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "--rate":
        rate(rows(arguments[1]), rows(arguments[2]))
    elif len(arguments) == 2:
        calibration(rows(arguments[0]), rows(arguments[1]))
    else:
        sys.exit(__doc__)
