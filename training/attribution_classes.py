#!/usr/bin/env python3
"""Recall of attributions by class on PolNeAR's development set.   attribution_classes.py SCORER GOLD.jsonl[.gz] RECORDS.ndjson

SCORER is the path of the attribution scorer (score.py), whose reading and pairing are used as they are. A gold attribution belongs to the
classes that its own words decide: the word of its cue (say, tell, add; another verb; a noun; "according to"; none), a pronoun as source,
no source, a content with a final mark inside. Found: paired by content (Jaccard of at least .5); with source: the source right as well.
"""
import importlib.util
import re
import sys

SAY = {"say", "says", "said", "saying", "tell", "tells", "told", "telling", "add", "adds", "added", "adding"}
PRONOUNS = {"he", "she", "it", "they", "i", "we", "you", "who", "his", "her", "their", "its", "him", "them", "me", "us", "my", "our"}
NOUNS = set(
    "account accusation admission allegation announcement argument assertion assessment assurance belief boast claim comment comments "
    "complaint concern concerns conclusion confirmation contention criticism decision declaration denial description disclosure doubt "
    "estimate evidence expectation fear fears finding findings forecast hint hope hopes idea impression indication insistence intention "
    "message news notion objection opinion plan plans pledge position prediction promise proposal proposition remark remarks report reports "
    "request response revelation rumor rumors rumour rumours sense speculation statement statements suggestion suspicion testimony theory "
    "threat threats thought tweet tweets understanding verdict view views vow warning word words worry accusations allegations arguments "
    "assertions claims complaints demands doubts predictions promises proposals warnings".split()
)


def load(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def classes(attribution, text):
    words = lambda role: [w.lower() for s, e in attribution.get(role) or [] for w in re.findall(r"\w+", text[s:e])]
    cue, source = words("cue"), words("source")
    out = []
    if not cue:
        out.append("no cue word")
    elif SAY & set(cue):
        out.append("say, tell, add")
    elif "according" in cue:
        out.append("according to")
    elif cue[-1] in NOUNS and len(cue) <= 3 and not (len(cue) > 1 and cue[-2] in {"to", "will", "would", "can", "could"}):
        out.append("nominal cue")
    else:
        out.append("other verbs")
    if not source:
        out.append("no source")
    elif len(source) == 1 and source[0] in PRONOUNS:
        out.append("pronoun source")
    content = " … ".join(text[s:e] for s, e in attribution["content"])
    if re.search(r"[.!?]['\"”’]?\s+['\"“‘(]?[A-Z]", content):
        out.append("several sentences")
    return out


def main():
    scorer, gold_path, records = sys.argv[1:4]
    score = load(scorer)
    gold, predicted = score.read(gold_path), score.read(records)
    totals, found, sourced = {}, {}, {}
    for key, document in gold.items():
        text = document["text"]
        tokens = [(m.start(), m.end()) for m in score.TOK.finditer(text)]
        quoted = score.quoted_chars(text)
        ours = [a for a in document["attributions"] if a.get("content")]
        theirs = predicted.get(key, {}).get("attributions", [])
        golds = score.prepare({**document, "attributions": ours}, text, tokens, quoted)
        preds = score.prepare({"id": key, "attributions": theirs}, text, tokens, quoted)
        pairs = {pair[0]: pair[1] for pair in score.pair(golds, preds, 0.5)}
        for index, attribution in enumerate(ours):
            partner = preds[pairs[index]] if index in pairs else None
            right = partner is not None and same_source(golds[index]["source"], partner["source"])
            for name in classes(attribution, text) + ["all"]:
                totals[name] = totals.get(name, 0) + 1
                found[name] = found.get(name, 0) + (partner is not None)
                sourced[name] = sourced.get(name, 0) + right
    print("| class of the gold attribution | number | content | content+source |\n|---|---|---|---|")
    for name in ["say, tell, add", "other verbs", "nominal cue", "according to", "no cue word", "pronoun source", "no source", "several sentences", "all"]:
        count = totals.get(name, 0) or 1
        print(f"| {name} | {totals.get(name, 0):,} | {found.get(name, 0) / count:.2f} | {sourced.get(name, 0) / count:.2f} |")


def same_source(a, b):
    return not a and not b or bool(a and b and 2 * len(a & b) / (len(a) + len(b)) >= 0.5)


main()
