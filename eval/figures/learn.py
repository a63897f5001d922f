#!/usr/bin/env python3
"""Learns the weights of same-event.tsv from the features that `same_incident learn` prints. Standard library only.

  learn.py FEATURES.tsv > crates/hearsay-resolve/data/figures/same-event.tsv
"""
import math, random, sys

rows = [l.rstrip('\n').split('\t') for l in open(sys.argv[1], encoding='utf-8')]
names = rows[0][1:]; items = [(int(r[0]), [float(x) for x in r[1:]]) for r in rows[1:]]
rng = random.Random(5)
right = [x for x in items if x[0]]; wrong = [x for x in items if not x[0]]
weights = [0.0] * len(names); total = [0.0] * len(names); steps = 0
for epoch in range(60):
    sample = right + rng.sample(wrong, min(len(wrong), 6 * len(right))); rng.shuffle(sample)
    rate = 0.3 / (1 + 0.2 * epoch)
    for gold, features in sample:
        z = sum(a * b for a, b in zip(weights, features))
        step = (gold - 1 / (1 + math.exp(-max(-30, min(30, z))))) * rate
        weights = [w + step * f - rate * 1e-5 * w for w, f in zip(weights, features)]
    if epoch >= 40: total = [a + b for a, b in zip(total, weights)]; steps += 1
print('# Weights of the features that tell accounts of one event from accounts of two; learned, see eval/figures.md.')
for name, weight in zip(names, total): print(f'{name}\t{weight / steps:.3f}')
print(f'{len(right)} pairs of one event, {len(wrong)} of two', file=sys.stderr)
