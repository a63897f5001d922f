#!/usr/bin/env python3
"""Scores found copies against a set made by make.py. Standard library only.

  score.py FOUND.jsonl SET_FOLDER [--errors N]

FOUND has one pair a line: {"a", "b", "passages": [[start_a, end_a, start_b, end_b], ...]}, offsets in code points.
A passage of the set (a paragraph) is found when the found passages of its pair cover four fifths of it on both sides.
"""
import argparse, json

def cover(spans, start, end):
    got, at = 0, start
    for s, e in sorted(spans):
        s, e = max(s, at), min(e, end)
        if e > s: got += e - s; at = e
    return got / max(1, end - start)

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('found'); a.add_argument('set'); a.add_argument('--errors', type=int, default=0); a = a.parse_args()
    gold = {}
    for l in open(f'{a.set}/gold.jsonl', encoding='utf-8'): d = json.loads(l); gold[d['a'], d['b']] = d
    found = {}
    for l in open(a.found, encoding='utf-8'):
        d = json.loads(l); turn = d['a'] > d['b']
        found[tuple(sorted((d['a'], d['b'])))] = [(p[2:], p[:2]) if turn else (p[:2], p[2:]) for p in d['passages']]
    asked = {k for k, d in gold.items() if d['asked']}
    right = asked & set(found); wrong = [k for k in found if k not in gold]; missed = sorted(asked - set(found))
    print(f'pairs: asked {len(asked)} found {len(found)} precision {len(right) / max(1, len(right) + len(wrong)):.4f} recall {len(right) / max(1, len(asked)):.4f}')
    total = hit = 0
    for k in asked:
        for x, y, n in gold[k]['passages']:
            if n < 12: continue
            total += 1; spans = found.get(k, [])
            hit += cover([s[0] for s in spans], *x) >= 0.8 and cover([s[1] for s in spans], *y) >= 0.8
    print(f'passages: asked {total} found {hit} recall {hit / max(1, total):.4f}')
    for k in missed[:a.errors]: print('  missed', k, gold[k]['words'])
    for k in sorted(wrong)[:a.errors]: print('  wrong', k)

if __name__ == '__main__': main()
