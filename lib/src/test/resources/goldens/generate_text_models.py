#!/usr/bin/env python3
"""What transformers writes with a GPT-2, a T5 and a Mamba: greedily and with beams, in batches of prompts that are filled up.

    pip install torch transformers
    python generate_text_models.py OUT [--seed N] [--models DIR]

GPT-2's prompts are filled up on the left and T5's on the right, as transformers does it; Mamba's have two lengths, and those of one are
read together. A row's tokens end before its first end token.
"""
import argparse, json, os
import torch, transformers
from transformers import GenerationConfig, GPT2LMHeadModel, MambaForCausalLM, T5ForConditionalGeneration

here = os.path.dirname(os.path.abspath(__file__))
a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--seed', type=int, default=5); a.add_argument('--models', default=os.path.join(here, 'a'))
x = a.parse_args()
g = torch.Generator().manual_seed(x.seed)
WORDS, VOCABULARY = 16, 320


def ids(n):
    return torch.randint(3, VOCABULARY, (n,), generator=g).tolist()


def settings(many):
    few, ends = many[:1], many[:12]
    return [
        {'eos_token_id': few},
        {'eos_token_id': many},
        {'eos_token_id': few, 'repetition_penalty': 1.4},
        {'eos_token_id': few, 'num_beams': 3},
        {'eos_token_id': many, 'num_beams': 4, 'length_penalty': 2.0},
        {'eos_token_id': ends, 'num_beams': 2, 'repetition_penalty': 1.3},
        {'eos_token_id': ends, 'num_beams': 4, 'early_stopping': True},
    ]


def write(model, prompts, s, left):
    n = max(map(len, prompts))
    rows = [([0] * (n - len(p)) + p) if left else (p + [0] * (n - len(p))) for p in prompts]
    mask = [([0] * (n - len(p)) + [1] * len(p)) if left else ([1] * len(p) + [0] * (n - len(p))) for p in prompts]
    c = GenerationConfig(max_new_tokens=WORDS, do_sample=False, pad_token_id=0, decoder_start_token_id=0, **s)
    made = model.generate(input_ids=torch.tensor(rows), attention_mask=torch.tensor(mask), generation_config=c)
    begin = 1 if model.config.is_encoder_decoder else n
    out = []
    for row in made[:, begin:].tolist():
        end = next((k for k, id in enumerate(row) if id in s['eos_token_id']), len(row))
        # A row that was over before others is filled up with 0 behind its end.
        out.append(row[:end])
    return out


def cases(name, model, lengths):
    out, prompts = [], [ids(n) for n in lengths]
    for s in settings([1] + ids(40)):
        if name == 'gpt2':  # this one says one word again and again
            s.setdefault('repetition_penalty', 1.7)
        alone = [write(model, [p], s, True)[0] for p in prompts]
        together = alone if name == 'mamba' else write(model, prompts, s, name == 'gpt2')
        assert alone == together, (name, s)
        out.append({'model': name, 'settings': {'max_new_tokens': WORDS, **s}, 'prompts': prompts, 'tokens': together})
    return out


with torch.no_grad():
    case = {'versions': {'torch': torch.__version__.split('+')[0], 'transformers': transformers.__version__}, 'decoding':
        cases('gpt2', GPT2LMHeadModel.from_pretrained(os.path.join(x.models, 'gpt2')).eval(), (9, 5, 12, 1))
        + cases('t5', T5ForConditionalGeneration.from_pretrained(os.path.join(x.models, 't5')).eval(), (11, 4, 7, 15))
        + cases('mamba', MambaForCausalLM.from_pretrained(os.path.join(x.models, 'mamba')).eval(), (9, 4, 9, 4))}
os.makedirs(x.out, exist_ok=True)
text = json.dumps(case, separators=(',', ':')).replace('},{', '},\n{')
open(os.path.join(x.out, 'text_models.json'), 'w').write(text + '\n')
