#!/usr/bin/env python3
"""How transformers scores the first word of answers with a LLaVA in bf16.

    pip install torch transformers
    python generate_bfloat16.py OUT [--seed N] [--llava DIR]

Pictures are those of generate_generation.py. Each prompt was read alone.
"""
import argparse, json, os
import torch, transformers
from transformers import LlavaForConditionalGeneration

here = os.path.dirname(os.path.abspath(__file__))
a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--seed', type=int, default=3); a.add_argument('--llava', default=os.path.join(here, 'a/llava'))
x = a.parse_args()
g = torch.Generator().manual_seed(x.seed)
PATCHES, SIDE = 16, 28


def ids(low, high, n):
    return torch.randint(low, high, (n,), generator=g).tolist()


def picture(number):
    c, y, p = torch.meshgrid(torch.arange(3), torch.arange(SIDE), torch.arange(SIDE), indexing='ij')
    v = ((7 * p + 13 * y + 50 * c + 31 * number) % 256).float() / 255
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]); std = torch.tensor([0.26862954, 0.26130258, 0.27577711])
    return (v - mean[:, None, None]) / std[:, None, None]


model = LlavaForConditionalGeneration.from_pretrained(x.llava, dtype=torch.bfloat16).eval()
words, image = model.config.text_config.vocab_size, model.config.image_token_index
prompts = [[1] + ids(3, words - 1, n) + [image] * PATCHES + ids(3, words - 1, 4) for n in (1, 4, 2)]
with torch.no_grad():
    logits = [model(input_ids=torch.tensor([p]), pixel_values=picture(i)[None].bfloat16()).logits[0, -1].float().tolist() for i, p in enumerate(prompts)]
case = {'versions': {'torch': torch.__version__.split('+')[0], 'transformers': transformers.__version__}, 'prompts': prompts, 'logits': logits}
open(os.path.join(x.out, 'bfloat16.json'), 'w').write(json.dumps(case, separators=(',', ':')) + '\n')
