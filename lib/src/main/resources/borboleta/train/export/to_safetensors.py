"""Turns the weights that a training left as pickles into safetensors files beside them.

    python to_safetensors.py output/NAME

Run it where the training ran and torch is installed. Only tensors are read: a pickle that holds
anything else is refused by torch's weights_only loader.
"""
import json
import os
import sys

import torch
from safetensors.torch import save_file

WEIGHTS = ("adapter_model", "non_lora_trainables", "mm_projector", "pytorch_model")


def safe_name(name):
    return name.replace("pytorch_model", "model").replace(".bin", ".safetensors")


def convert(folder, name):
    tensors = torch.load(os.path.join(folder, name), map_location="cpu", weights_only=True)
    # Tensors that share memory cannot be saved as they are.
    tensors = {key: value.clone().contiguous() for key, value in tensors.items()}
    target = os.path.join(folder, safe_name(name))
    save_file(tensors, target + ".partial", metadata={"format": "pt"})
    os.replace(target + ".partial", target)
    print(f"{target}: {len(tensors)} tensors")


def convert_index(folder):
    source = os.path.join(folder, "pytorch_model.bin.index.json")
    if os.path.exists(source):
        with open(source) as file:
            index = json.load(file)
        index["weight_map"] = {key: safe_name(name) for key, name in index["weight_map"].items()}
        with open(os.path.join(folder, "model.safetensors.index.json"), "w") as file:
            json.dump(index, file, indent=2)


def main(folder):
    names = [n for n in sorted(os.listdir(folder)) if n.endswith(".bin") and n.startswith(WEIGHTS)]
    if not names and not any(n.endswith(".safetensors") for n in os.listdir(folder)):
        sys.exit(f"{folder} holds no weights; give the folder that the training wrote")
    for name in names:
        convert(folder, name)
    convert_index(folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python to_safetensors.py FOLDER")
    main(sys.argv[1])
