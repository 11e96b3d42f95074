#!/usr/bin/env python3
"""What transformers writes with the models of two cases, and the probabilities that it draws words from.

    pip install torch transformers
    python generate_generation.py OUT [--seed N] [--llama DIR] [--llava DIR]

A picture's value at row y, column x and channel c is (7 x + 13 y + 50 c + 31 number) modulo 256, before CLIP's normalisation.
"""
import argparse, json, os
import torch, transformers
from transformers import GenerationConfig, LlamaForCausalLM, LlavaForConditionalGeneration
from transformers.generation.logits_process import LogitsProcessorList, RepetitionPenaltyLogitsProcessor, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

here = os.path.dirname(os.path.abspath(__file__))
a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--seed', type=int, default=3)
a.add_argument('--llama', default=os.path.join(here, 'more/llama')); a.add_argument('--llava', default=os.path.join(here, 'a/llava'))
x = a.parse_args()
g = torch.Generator().manual_seed(x.seed)
PATCHES, SIDE, WORDS = 16, 28, 20


def ids(low, high, n):
    return torch.randint(low, high, (n,), generator=g).tolist()


def picture(number):
    c, y, p = torch.meshgrid(torch.arange(3), torch.arange(SIDE), torch.arange(SIDE), indexing='ij')
    v = ((7 * p + 13 * y + 50 * c + 31 * number) % 256).float() / 255
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]); std = torch.tensor([0.26862954, 0.26130258, 0.27577711])
    return (v - mean[:, None, None]) / std[:, None, None]


def settings(many):
    few, ends = many[:1], many[:12]
    return [
        {'eos_token_id': few},
        {'eos_token_id': ends},
        {'eos_token_id': few, 'repetition_penalty': 1.3},
        {'eos_token_id': few, 'repetition_penalty': 0.7},
        {'eos_token_id': few, 'num_beams': 3},
        {'eos_token_id': ends, 'num_beams': 4},
        {'eos_token_id': ends, 'num_beams': 4, 'length_penalty': 3.0},
        {'eos_token_id': ends, 'num_beams': 4, 'length_penalty': -0.5},
        {'eos_token_id': ends, 'num_beams': 3, 'repetition_penalty': 1.2},
        {'eos_token_id': ends, 'num_beams': 4, 'early_stopping': True},
        {'eos_token_id': many, 'num_beams': 4, 'length_penalty': 3.0},
        {'eos_token_id': many, 'num_beams': 2},
    ]


def decoding(name, model, prompts, pictures, choices):
    out = []
    for s in choices:
        rows = []
        for i, p in enumerate(prompts):
            more = {'pixel_values': picture(i)[None]} if pictures else {}
            c = GenerationConfig(max_new_tokens=WORDS, do_sample=False, pad_token_id=0, **s)
            t = torch.tensor([p])
            made = model.generate(input_ids=t, attention_mask=torch.ones_like(t), generation_config=c, **more)[0, len(p):].tolist()
            end = next((k for k, id in enumerate(made) if id in s['eos_token_id']), len(made))
            rows.append(made[:end])
        out.append({'model': name, 'pictures': pictures, 'settings': {'max_new_tokens': WORDS, **s}, 'prompts': prompts, 'tokens': rows})
    return out


def processed(scores, seen, s):
    p = LogitsProcessorList()
    if s.get('repetition_penalty', 1.0) != 1: p.append(RepetitionPenaltyLogitsProcessor(s['repetition_penalty']))
    if s.get('temperature', 1.0) != 1: p.append(TemperatureLogitsWarper(s['temperature']))
    if s.get('top_k', 0): p.append(TopKLogitsWarper(s['top_k']))
    if s.get('top_p', 1.0) < 1: p.append(TopPLogitsWarper(s['top_p']))
    return p(torch.tensor([seen]), torch.tensor([scores])).softmax(-1)[0].tolist()


llama, llava = LlamaForCausalLM.from_pretrained(x.llama).eval(), LlavaForConditionalGeneration.from_pretrained(x.llava).eval()
case = {'versions': {'torch': torch.__version__.split('+')[0], 'transformers': transformers.__version__}}
with torch.no_grad():
    prompts = [ids(3, llama.config.vocab_size, n) for n in (9, 5, 12, 1)]
    case['decoding'] = decoding('llama', llama, prompts, False, settings([2] + ids(3, llama.config.vocab_size, 40)))
    words, image = llava.config.text_config.vocab_size, llava.config.image_token_index
    prompts = [[1] + ids(3, words - 1, n) + [image] * PATCHES + ids(3, words - 1, 4) for n in (1, 4, 2)]
    case['decoding'] += decoding('llava', llava, prompts, True, settings([2] + ids(3, words - 1, 60)))
    scores = [round(v, 4) for v in (3 * torch.randn(40, generator=g)).tolist()]
    scores[7] = scores[21]; scores[3] = scores[11] = scores[39]  # words that score alike
    seen = ids(0, 40, 12)
    case['probabilities'] = [{'scores': scores, 'seen': seen, 'settings': s, 'probabilities': processed(scores, seen, s)} for s in (
        {'temperature': 0.7}, {'temperature': 1.8}, {'top_k': 5}, {'top_k': 1}, {'top_k': 100}, {'top_p': 0.9}, {'top_p': 0.3}, {'top_p': 0.01},
        {'repetition_penalty': 1.4}, {'repetition_penalty': 0.6}, {'temperature': 0.6, 'top_k': 9, 'top_p': 0.8, 'repetition_penalty': 1.2},
        {'temperature': 2.5, 'top_k': 20, 'top_p': 0.95})]
os.makedirs(x.out, exist_ok=True)
text = json.dumps(case, separators=(',', ':')).replace('},{', '},\n{')
open(os.path.join(x.out, 'generation.json'), 'w').write(text + '\n')
