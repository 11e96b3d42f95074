#!/usr/bin/env python3
"""Trains the tiny base's tokenizer on the emoji world's records, English and Portuguese.

    environment/borboleta data emoji --records 20000 --seed 1 --out build/data/tokenizer-corpus
    pip install tokenizers==0.22.1
    python models/tiny-base/make_tokenizer.py build/data/tokenizer-corpus models/tiny-base/tokenizer.json

Byte-level BPE, so that every text can be written with it. The vocabulary is as large as it takes for every word
of the corpus to be one token: a picture's patch is aligned with the vector of one word.
"""
import json
import pathlib
import sys

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

SPECIAL = ["<pad>", "<s>", "</s>", "<image>"]


def corpus(folder):
    """Every turn, as the chat template writes it: answers and what follows a role begin with a space."""
    for name in ("train.en.json", "train.pt.json"):
        for record in json.loads((folder / name).read_text(encoding="utf-8")):
            for turn in record["conversations"]:
                text = turn["value"].replace("<image>", "").strip()
                yield "USER:\n" + text + " ASSISTANT:"
                yield " " + text


def main(folder, target):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r" ?\p{L}+(?:-\p{L}+)*| ?\d| ?[^\s\p{L}\d]|\s"), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=4096, min_frequency=2, special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(corpus(folder), trainer)
    beside = target.with_suffix(".partial")
    tokenizer.save(str(beside))
    beside.rename(target)
    print(f"{target}: {tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
