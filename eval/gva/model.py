"""A log-linear choice among pairs (killed, injured): features of a pair, scores, training by stochastic gradient.

A pair is scored by how it agrees with the evidence of the incident's documents: a claim of six wounded speaks for pairs with six
injured, "five people were shot" for pairs that add up to five. The weights are learned; `weights.json` holds them.
"""
import math
import random
from collections import Counter

from evidence import ages_of, claims_of, cues_of, groups_of, numbers_of, values_of

MOST = 60


def gather(documents):
    """The evidence of an incident, its documents in order of their dates."""
    documents = sorted(documents, key=lambda document: document["date"] or "")
    return [tuple(read(document) for read in (claims_of, numbers_of, groups_of, values_of, ages_of, cues_of)) for document in documents]


def pairs_of(evidence):
    """The pairs (killed, injured) worth a thought."""
    values = {0, 1, 2}
    for claims, numbers, groups, said, ages, _ in evidence:
        values.update(value for _, _, value in claims + numbers + groups if value <= MOST)
        values.update(value for _, value in said if value <= 10)
        values.update(min(value, 8) for value in ages.values())
    values.update({total - part for total in values for part in values if 0 < part < total <= 20})
    return [(killed, injured) for killed in sorted(values) for injured in sorted(values) if 0 < killed + injured]


def statements(evidence):
    """Named statements of the evidence: those that hold values to compare with a pair, and those that are merely true."""
    valued, true = {}, {"always"}
    last = len(evidence) - 1
    if last > 0:
        true.add("several reports")
    for name, which in (("claim", 0), ("number", 1), ("group", 2)):
        counts = {}
        for index, report in enumerate(evidence):
            for kind, place, value in report[which]:
                size = "one" if value == 1 else "none" if value == 0 else "many"
                valued.setdefault(f"{name} {kind} {size} in {place}", set()).add(value)
                if size != "none":
                    counts.setdefault(f"{name} {kind} {size}", Counter())[value] += 1
                if index == last and last > 0:
                    valued.setdefault(f"{name} {kind} {size} last", set()).add(value)
        for kind, counter in counts.items():
            top = counter.most_common(1)[0][1]
            valued[f"{kind} often"] = {value for value, count in counter.items() if count == top}
            valued[f"{kind} most"] = {max(counter)}
            if len(counter) > 1:
                true.add(f"differing {kind}")
            if kind.endswith("one"):
                valued[f"{kind} times"] = {min(counter[1], 5)}
        for kind in ("killed", "shot", "wounded", "killed other", "shot other", "wounded other"):
            if f"{name} {kind} many" not in counts:
                true.add(f"no many {name} {kind}")
    for index, (_, _, _, said, ages, cues) in enumerate(evidence):
        true.update(f"cue {cue} in {place}" for cue, place in cues)
        if index == last and last > 0:
            true.update({f"cue {cue} last" for cue, _ in cues})
        for name, value in said:
            valued.setdefault(name, set()).add(value)
        for name, value in ages.items():
            valued.setdefault(f"ages {name}", set()).add(value)
    return valued, true


def bucket(value):
    """A count for the statements without a value."""
    return str(value) if value < 3 else "3+"


def features(pair, valued, true):
    """The names of the features of a pair."""
    killed, injured = pair
    total = killed + injured
    k, i = bucket(killed), bucket(injured)
    names = [f"pair {k} {i}"]
    if killed > 3:
        names.append("many killed")
    if injured > 4:
        names.append("many injured")
    unused = {"headline": 0, "lead": 0}
    shown = {"killed": 0, "injured": 0, "total": 0}
    for name, values in valued.items():
        hits = 0
        for label, value in (("killed", killed), ("injured", injured), ("total", total)):
            if value in values:
                hits += 1
                names.append(f"{name} = {label}")
                if label == "total" and killed and injured:
                    names.append(f"{name} = total of both")
                if label == "injured" and killed:
                    names.append(f"{name} = injured beside killed")
        if "many" in name and "suspect" not in name and "accused" not in name:
            shown["killed"] |= killed in values and "killed" in name
            shown["injured"] |= injured in values and ("wounded" in name or "other" in name)
            shown["total"] |= total in values and ("shot" in name or "wounded" in name)
            for place in unused:
                unused[place] += name.endswith(place) and bool(values - {killed, injured, total})
        if not hits:
            names.append(f"{name} unused")
            if total < max(values):
                names.append(f"{name} above")
    for place, count in unused.items():
        names.append(f"{min(count, 2)} unused in {place}")
    for label, value in (("killed", killed), ("injured", injured), ("total", total)):
        if value > 1:
            names.append(f"{label} {'shown' if shown[label] else 'not shown'}")
    names.append(f"shown {k if killed < 2 else shown['killed']} {i if injured < 2 else shown['injured']} {shown['total'] if total > 1 else '-'}")
    short = f"{min(killed, 2)} {min(injured, 2)}"
    for name in sorted(true):
        names.append(f"{name} & {short}")
        names.append(f"{name} & killed {min(killed, 2)}")
        names.append(f"{name} & injured {min(injured, 2)}")
    return names


def softmax(scores):
    """Probabilities from scores."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def choose(documents, weights):
    """The best pair and its probability."""
    evidence = gather(documents)
    pairs = pairs_of(evidence)
    valued, true = statements(evidence)
    scores = [sum(weights.get(name, 0.0) for name in features(pair, valued, true)) for pair in pairs]
    best = max(range(len(pairs)), key=lambda at: (scores[at], -at))
    return pairs[best], softmax(scores)[best]


def learn(incidents, rounds=8, rate=0.1, pull=12.0, seed=7):
    """Weights from incidents, each its documents and its pair of counts."""
    rows, index = [], {}
    for documents, gold in incidents:
        evidence = gather(documents)
        pairs = pairs_of(evidence)
        if gold not in pairs:
            continue
        valued, true = statements(evidence)
        columns = [[index.setdefault(name, len(index)) for name in features(pair, valued, true)] for pair in pairs]
        rows.append((columns, pairs.index(gold)))
    return fit(rows, index, rounds, rate, pull, seed)


def fit(rows, index, rounds, rate, pull, seed):
    """Adagrad over rows of feature numbers, each weight pulled toward zero as a Gaussian prior of that precision would, then
    the mean of the weights over the second half of the rounds."""
    size = len(index)
    weight, square, mean = [0.0] * size, [1e-3] * size, [0.0] * size
    seen = [0] * size
    for columns, _ in rows:
        for at in {at for names in columns for at in names}:
            seen[at] += 1
    share = [pull / max(1, count) for count in seen]
    order = random.Random(seed)
    rows = list(rows)
    for turn in range(rounds):
        order.shuffle(rows)
        for columns, gold in rows:
            chances = softmax([sum([weight[at] for at in names]) for names in columns])
            slope = {}
            for here, names in enumerate(columns):
                push = (1.0 if here == gold else 0.0) - chances[here]
                for at in names:
                    slope[at] = slope.get(at, 0.0) + push
            for at, change in slope.items():
                change -= share[at] * weight[at]
                square[at] += change * change
                weight[at] += rate * change / math.sqrt(square[at])
        if turn >= rounds // 2:
            for at in range(size):
                mean[at] += weight[at] / (rounds - rounds // 2)
    return {name: round(mean[at], 3) for name, at in index.items() if abs(mean[at]) >= 5e-4}
