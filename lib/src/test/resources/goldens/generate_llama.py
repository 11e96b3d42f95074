#!/usr/bin/env python3
"""A case of a LLaMA text model with all that its config.json may ask for: stretched positions of the kind llama3,
shared key heads, biases, a tied head. Same format as generate.py's cases.

    pip install torch transformers safetensors
    python generate_llama.py OUT [--seed N] [--rope llama3|linear|default]
"""
import argparse, json, math, os
import torch, transformers
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

ROPE = {
    'llama3': dict(rope_type='llama3', rope_theta=500.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=32),
    'linear': dict(rope_type='linear', rope_theta=10000.0, factor=4.0),
    'default': dict(rope_type='default', rope_theta=10000.0),
}

a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--seed', type=int, default=7); a.add_argument('--rope', default='llama3', choices=ROPE)
x = a.parse_args()
m = LlamaForCausalLM(LlamaConfig(vocab_size=160, hidden_size=40, intermediate_size=72, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
    head_dim=12, max_position_embeddings=128, rope_parameters=ROPE[x.rope], attention_bias=True, mlp_bias=True, tie_word_embeddings=True, bos_token_id=1, eos_token_id=2, pad_token_id=0))
g = torch.Generator().manual_seed(x.seed)
with torch.no_grad():
    for n, p in sorted(m.named_parameters()):
        if p.dim() >= 2: p.copy_(torch.randn(p.shape, generator=g) * (1.6 / math.sqrt(p.shape[-1])))
        elif n.endswith('bias'): p.copy_(0.2 * torch.randn(p.shape, generator=g))
        else: p.copy_(1 + 0.2 * torch.randn(p.shape, generator=g))
m.eval()
d = os.path.join(x.out, 'llama'); m.save_pretrained(d)
ids = torch.randint(3, 150, (2, 70), generator=g)
o = m(input_ids=ids, labels=ids); o.loss.backward()
names = ['model.embed_tokens.weight', 'model.layers.0.self_attn.k_proj.bias', 'model.layers.1.mlp.gate_proj.weight', 'model.layers.1.self_attn.q_proj.weight']
t = {'input_ids': ids, 'logits': o.logits}
t.update({'grad.' + n: dict(m.named_parameters())[n].grad for n in names})
with torch.no_grad(): t['generated_ids'] = m.generate(input_ids=ids[:1], max_new_tokens=24, do_sample=False, eos_token_id=None, pad_token_id=0)[0][70:]
save_file({k: v.detach().contiguous().clone() for k, v in t.items()}, os.path.join(d, 'case.safetensors'))
json.dump({'model': 'LlamaForCausalLM', 'loss': o.loss.item(), 'generated_ids': 'greedy, from row 0', 'tolerance': {'logits': 2e-4, 'loss': 1e-5, 'grad_relative': 1e-3, 'generated_ids': 'equal'},
    'versions': {'torch': torch.__version__.split('+')[0], 'transformers': transformers.__version__}}, open(os.path.join(d, 'case.json'), 'w'), indent=1)
