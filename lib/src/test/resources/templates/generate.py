#!/usr/bin/env python3
"""What transformers makes of chat templates, and LLaVA's training code of conversations that test its edges.

    pip install torch transformers
    python generate.py LLAVA_CHECKOUT TOKENIZER_JSON OUT

The official functions are executed as in ../goldens/generate_llava_labels.py; nothing of them is kept.
"""
import copy, json, os, sys

checkout, tokenizer, target = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))
shared = open(os.path.join(here, '..', 'goldens', 'generate_llava_labels.py')).read()
shared = shared[:shared.index('C = [')].replace("'preprocess_multimodal']", "'preprocess_multimodal', 'preprocess_plain']")
sys.argv[1:] = [checkout, tokenizer, '']
exec(shared)

conversations = {
    'one': [['human', '<image>\nWhat?'], ['gpt', 'Uma borboleta azul. ']],
    'end inside': [['human', 'a'], ['gpt', 'Azul </s> verde']],
    'role inside': [['human', '<image>\nOi'], ['gpt', 'x ASSISTANT: y']],
    'two pictures': [['human', 'Oi  <image> tudo <image> bem'], ['gpt', ' Azul\n']],
}
class Arguments: is_multimodal = True; mm_use_im_start_end = False
cases = []
for template in ('vicuna_v1', 'llava_v1', 'plain'):
    conv.default_conversation = conv.conv_templates[template]
    for name, turns in conversations.items():
        source = [{'from': f, 'value': v} for f, v in turns]
        picture = '<image>' in turns[0][1]
        if template == 'plain':
            if name != 'one': continue
            r = ns['preprocess_plain']([copy.deepcopy(source)], tk)
        else:
            ready = ns['preprocess_multimodal']([copy.deepcopy(source)], Arguments) if picture else [copy.deepcopy(source)]
            r = ns['preprocess_v1'](ready, tk, has_image=picture)
        cases.append({'template': template, 'name': name, 'conversations': source, 'input_ids': r['input_ids'][0].tolist(), 'labels': r['labels'][0].tolist()})
json.dump(cases, open(os.path.join(target, 'official.json'), 'w'), ensure_ascii=False)

from transformers.utils.chat_template_utils import render_jinja_template
templates = {
    'pictures': "{% for turn in messages %}{{ turn['role'].upper() ~ '> ' }}{# pictures before words #}"
        "{% for part in turn['content'] | selectattr('type', 'equalto', 'image') %}{{'<image>\n'}}{% endfor %}"
        "{% for part in turn.content | selectattr('type', 'equalto', 'text') %}"
        "{% if turn.role == 'assistant' %}{% generation %}{{part['text'] + eos_token}}{% endgeneration %}{% else %}{{ part['text'] }} {% endif %}"
        "{% endfor %}{% endfor %}{% if add_generation_prompt %}ASSISTANT> {% endif %}",
    'indented': "{%- set seen = namespace(user=false) -%}\n{%- for turn in messages %}\n    {%- if turn.role == 'user' %}\n        {%- set seen.user = true %}\n"
        "        {{- bos_token ~ '<u>' ~ turn.content | trim ~ '</u>' }}\n    {%- elif turn['role'] == \"assistant\" %}\n        {{- '<a>' + turn['content'].strip() }}\n"
        "        {%- if not loop.last %}{{ eos_token }}{% endif %}\n    {%- else %}\n        {{ raise_exception('only two may talk') }}\n    {%- endif %}\n{%- endfor %}\n"
        "{%- if add_generation_prompt and seen.user %}\n    {{- '<a>' }}\n{%- endif %}\n",
    'blocks': "{% if messages[1:] %}\nSEVERAL\n{% endif %}\n{% for turn in messages %}\n  {% if loop.first and turn['content'] is string %}\nFIRST\n  {% endif %}\n"
        "{{ turn['role'] | title }} {{ loop.index0 }}: {{turn['content']}}\n{% endfor %}",
}
said = [('user', '<image>\nQual é a cor? {{ 1 + 1 }}'), ('assistant', 'Azul, "sim" & <b>não</b>.'), ('user', ' E o gato? \\ '), ('assistant', 'Preto\nou branco')]
rendered = []
for name, template in templates.items():
    messages = []
    for role, text in said:
        parts = ([{'type': 'image'}] if '<image>' in text else []) + [{'type': 'text', 'text': text.replace('<image>', '').strip() if '<image>' in text else text}]
        messages.append({'role': role, 'content': parts if "'image'" in template else text})
    for turns in (1, 2, 3, 4):
        text = render_jinja_template([messages[:turns]], chat_template=template, add_generation_prompt=turns % 2 == 1, bos_token='<s>', eos_token='</s>')[0][0]
        rendered.append({'name': name, 'template': template, 'turns': said[:turns], 'text': text})
json.dump(rendered, open(os.path.join(target, 'jinja.json'), 'w'), ensure_ascii=False, indent=1)
