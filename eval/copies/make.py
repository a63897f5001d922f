#!/usr/bin/env python3
"""Builds the copies test set from the bench's raw articles. Standard library only.

  make.py OUT_FOLDER [--seed N] [--bases N]

Takes articles that share no text with each other, makes copies of some (cut, re-headed, reordered, lightly reworded, two merged, some
paragraphs put into another article) and writes OUT/documents.jsonl and OUT/gold.jsonl: each pair that shares at least 40 words, with
the shared paragraphs as code-point spans of both texts. A pair that shares fewer (but some) is neither asked for nor counted wrong.
"""
import argparse, collections, datetime, gzip, json, os, random, re

BENCH = os.environ.get('HEARSAY_BENCH', '../shared/bench')
SWAPS = {'said': 'stated', 'killed': 'slain', 'people': 'persons', 'also': 'too', 'attack': 'assault', 'big': 'large', 'many': 'numerous', 'but': 'yet',
         'after': 'following', 'about': 'around', 'more': 'further', 'told': 'informed', 'began': 'started', 'show': 'demonstrate', 'shows': 'demonstrates',
         'city': 'town', 'last': 'past', 'including': 'among them', 'against': 'versus', 'while': 'as', 'near': 'close to', 'several': 'some',
         'government': 'authorities', 'forces': 'troops', 'group': 'organisation', 'according': 'as reported', 'reported': 'noted', 'since': 'from',
         'called': 'named', 'country': 'nation', 'used': 'employed', 'new': 'fresh', 'because': 'since', 'however': 'still', 'only': 'merely'}
HEADS = ['LIVE: what we know so far', 'Update', 'World news in brief', 'From our correspondents', 'Breaking', 'Wire report', 'Top stories']

def words(text): return re.findall(r'\w+', text.lower())
def grams(text, n=8):
    w = words(text); return {hash(tuple(w[i:i+n])) for i in range(len(w) - n + 1)}

def paragraphs(text):
    parts = [p.strip() for p in re.split(r'\n+', text) if p.strip()]
    if len(parts) < 5:
        sentences = re.split(r'(?<=[.!?])\s+', ' '.join(parts)); parts = [' '.join(sentences[i:i+3]) for i in range(0, len(sentences), 3)]
    return parts

def reword(paragraph, rng):
    out = []
    for token in paragraph.split(' '):
        bare = token.strip('.,;:').lower()
        if bare in SWAPS and rng.random() < 0.7:
            new = SWAPS[bare]; new = new.capitalize() if token[:1].isupper() else new
            token = new + token[len(token.rstrip('.,;:')):]
        elif rng.random() < 0.02: continue
        elif rng.random() < 0.02: token = token + ' ' + rng.choice(['now', 'reportedly', 'again', 'meanwhile'])
        out.append(token)
    return ' '.join(out)

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('out'); a.add_argument('--seed', type=int, default=7); a.add_argument('--bases', type=int, default=1200); a = a.parse_args()
    rng = random.Random(a.seed)
    raw = [json.loads(l) for l in gzip.open(f'{BENCH}/raw/conflict.jsonl.gz', 'rt', encoding='utf-8')]
    rng.shuffle(raw)
    seen = {}; bases = []
    for d in raw:
        ps = paragraphs(d['text'])
        if len(ps) < 6 or not 150 <= len(words(d['text'])) <= 3000: continue
        g = grams(d['text'])
        hits = collections.Counter(seen[x] for x in g if x in seen)
        if hits and hits.most_common(1)[0][1] > 6: continue
        for x in g: seen.setdefault(x, d['id'])
        bases.append((d, ps))
        if len(bases) == a.bases: break
    docs = []  # (id, outlet, date, title, [(paragraph text, source or None)])
    for d, ps in bases: docs.append((d['id'], d['outlet'], d['date'], d['title'], [(p, (d['id'], i)) for i, p in enumerate(ps)]))
    originals = bases[:len(bases) // 2]; rest = bases[len(bases) // 2:]
    outlets = ['Harbour Gazette', 'Northern Mail', 'The Valley Post', 'Daily Lantern', 'Meridian News']
    def later(date, n):
        try: return (datetime.date.fromisoformat(date[:10]) + datetime.timedelta(days=n)).isoformat()
        except ValueError: return date
    def put(kind, source, parts):
        d = source[0]; docs.append((f"{kind}-{len(docs)}", rng.choice(outlets), later(d['date'] or '', rng.randint(0, 2)), rng.choice(HEADS), parts))
    for n, (d, ps) in enumerate(originals):
        whole = [(p, (d['id'], i)) for i, p in enumerate(ps)]
        for kind in rng.sample(['cut', 'head', 'order', 'word', 'merge', 'excerpt'], 2):
            if kind == 'cut':
                keep = max(3, int(len(ps) * rng.uniform(0.3, 0.7))); put(kind, (d, ps), whole[:keep])
            elif kind == 'head':
                put(kind, (d, ps), [(rng.choice(HEADS) + ' - ' + rng.choice(outlets), None)] + whole + [('(With inputs from agencies)', None)])
            elif kind == 'order':
                mixed = whole[:]; rng.shuffle(mixed); put(kind, (d, ps), mixed)
            elif kind == 'word':
                put(kind, (d, ps), [(reword(p, rng), s) for p, s in whole])
            elif kind == 'merge':
                other = rng.choice(originals); parts = [(p, (other[0]['id'], i)) for i, p in enumerate(other[1])]
                if other[0]['id'] == d['id']: continue
                put(kind, (d, ps), whole[:max(3, len(whole) // 2)] + parts[:max(3, len(parts) // 2)])
            elif kind == 'excerpt':
                host, hps = rng.choice(rest); at = rng.randrange(len(whole) - 2)
                parts = [(f'{p}', (host['id'], i)) for i, p in enumerate(hps)]
                put(kind, (host, hps), [(p, None) for p, _ in FILL(rng)] + whole[at:at+3] + [(p, None) for p, _ in FILL(rng)])
    os.makedirs(a.out, exist_ok=True)
    by_source = collections.defaultdict(list); texts = []
    order = list(range(len(docs))); rng.shuffle(order)
    with open(f'{a.out}/documents.jsonl', 'w', encoding='utf-8') as f:
        for k in order:
            id, outlet, date, title, parts = docs[k]; text = ''; 
            for p, s in parts:
                if text: text += '\n\n'
                if s: by_source[s].append((id, len(text), len(text) + len(p), len(words(p))))
                text += p
            f.write(json.dumps({'id': id, 'outlet': outlet, 'date': date or None, 'title': title, 'text': text}, ensure_ascii=False) + '\n')
    pairs = collections.defaultdict(list)
    for places in by_source.values():
        for i, x in enumerate(places):
            for y in places[i+1:]:
                if x[0] != y[0]:
                    (p, q) = sorted([x, y]); pairs[p[0], q[0]].append((p[1:3], q[1:3], min(p[3], q[3])))
    kinds = collections.Counter()
    with open(f'{a.out}/gold.jsonl', 'w', encoding='utf-8') as f:
        for (x, y), shared in sorted(pairs.items()):
            n = sum(s[2] for s in shared)
            f.write(json.dumps({'a': x, 'b': y, 'words': n, 'asked': n >= 40, 'passages': [[s[0], s[1], s[2]] for s in shared]}) + '\n')
            if n >= 40: kinds[tuple(sorted({x.split('-')[0] if '-' in x else 'base', y.split('-')[0] if '-' in y else 'base'}))] += 1
    print(f'{len(docs)} documents, {len(bases)} of them originals; {sum(kinds.values())} pairs asked for')

def FILL(rng):
    """A paragraph of made-up words, so that a host article shares nothing with any other."""
    make = lambda: ''.join(rng.choice('bdfglmnprstv') + rng.choice('aeiou') for _ in range(rng.randint(2, 4)))
    return [(' '.join(make() for _ in range(rng.randint(25, 60))).capitalize() + '.', None) for _ in range(rng.randint(2, 5))]

if __name__ == '__main__': main()
