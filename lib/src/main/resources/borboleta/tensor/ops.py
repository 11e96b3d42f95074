class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return x
  def to_float32(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.to(x, 6)
  def to_bfloat16(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.to(x, 15)
  def bits_as_bfloat16(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.view_copy(x, dtype=15)
  def bfloat16_as_bits(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.view_copy(x, dtype=5)
  def add(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    return torch.add(x, y)
  def sub(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    return torch.sub(x, y)
  def mul(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    return torch.mul(x, y)
  def linear(self: __torch__.Ops,
    x: Tensor,
    w: Tensor) -> Tensor:
    return torch.linear(x, w)
  def linear_bias(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    b: Tensor) -> Tensor:
    return torch.linear(x, w, b)
  def embedding(self: __torch__.Ops,
    ids: Tensor,
    w: Tensor) -> Tensor:
    return torch.embedding(w, ids)
  def patches(self: __torch__.Ops,
    x: Tensor,
    w: Tensor) -> Tensor:
    p = torch.size(w, -1)
    y = torch.conv2d(x, w, None, [p, p])
    return torch.transpose(torch.flatten(y, 2), 1, 2)
  def prepend(self: __torch__.Ops,
    x: Tensor,
    first: Tensor) -> Tensor:
    h = torch.size(x, -1)
    f = torch.expand(torch.view(first, [1, 1, h]), [torch.size(x, 0), 1, h])
    return torch.cat([f, x], 1)
  def drop_first(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.slice(x, 1, 1)
  def rms_norm(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    eps: Tensor) -> Tensor:
    f = torch.to(x, 6)
    v = torch.mean(torch.mul(f, f), [-1], True)
    y = torch.mul(f, torch.rsqrt(torch.add(v, eps)))
    return torch.mul(torch.to(y, ops.prim.dtype(x)), w)
  def layer_norm(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    b: Tensor,
    eps: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], w, b, float(eps))
  def gelu(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.gelu(x)
  def quick_gelu(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
  def swiglu(self: __torch__.Ops,
    gate: Tensor,
    up: Tensor) -> Tensor:
    return torch.mul(torch.silu(gate), up)
  def heads(self: __torch__.Ops,
    x: Tensor,
    n: Tensor) -> Tensor:
    k = int(n)
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    d = torch.floordiv(torch.size(x, 2), k)
    return torch.transpose(torch.view(x, [B, T, k, d]), 1, 2)
  def merge_heads(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    y = torch.transpose(x, 1, 2)
    return torch.flatten(y, 2)
  def rope(self: __torch__.Ops,
    x: Tensor,
    cos: Tensor,
    sin: Tensor,
    position: Tensor) -> Tensor:
    p = int(position)
    e = torch.add(p, torch.size(x, 2))
    c = torch.to(torch.slice(cos, 0, p, e), ops.prim.dtype(x))
    s = torch.to(torch.slice(sin, 0, p, e), ops.prim.dtype(x))
    d = torch.floordiv(torch.size(x, -1), 2)
    a = torch.slice(x, -1, 0, d)
    b = torch.slice(x, -1, d)
    r = torch.cat([torch.neg(b), a], -1)
    return torch.add(torch.mul(x, c), torch.mul(r, s))
  def attention(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor) -> Tensor:
    g = torch.ne(torch.size(q, 1), torch.size(k, 1))
    return torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=None, enable_gqa=g)
  def attention_causal(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor) -> Tensor:
    g = torch.ne(torch.size(q, 1), torch.size(k, 1))
    return torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=None, enable_gqa=g)
  def attention_masked(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor) -> Tensor:
    g = torch.ne(torch.size(q, 1), torch.size(k, 1))
    return torch.scaled_dot_product_attention(q, k, v, mask, 0., False, scale=None, enable_gqa=g)
  def cache_write(self: __torch__.Ops,
    new: Tensor,
    cache: Tensor,
    position: Tensor) -> Tensor:
    p = int(position)
    e = torch.add(p, torch.size(new, 2))
    _0 = torch.copy_(torch.slice(cache, 2, p, e), new)
    return torch.slice(cache, 2, 0, e)
  def place_images(self: __torch__.Ops,
    x: Tensor,
    features: Tensor,
    slots: Tensor) -> Tensor:
    h = torch.size(x, -1)
    flat = torch.index_copy(torch.reshape(x, [-1, h]), 0, slots, torch.reshape(features, [-1, h]))
    return torch.view_as(flat, x)
  def rows(self: __torch__.Ops,
    x: Tensor,
    index: Tensor) -> Tensor:
    return torch.index_select(torch.reshape(x, [-1, torch.size(x, -1)]), 0, index)
  def cross_entropy(self: __torch__.Ops,
    logits: Tensor,
    labels: Tensor) -> Tensor:
    f = torch.to(torch.reshape(logits, [-1, torch.size(logits, -1)]), 6)
    return torch.cross_entropy_loss(f, torch.reshape(labels, [-1]), None, 1, -100, 0.)
  def mean_squared_error(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    d = torch.sub(x, y)
    return torch.mean(torch.mul(d, d))
  def nearness(self: __torch__.Ops,
    x: Tensor,
    table: Tensor) -> Tensor:
    b = torch.mul(torch.sum(torch.mul(table, table), [-1]), -0.5)
    return torch.linear(x, table, b)
  def argmax(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.argmax(x, -1)
  def at_least_zero(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.clamp(x, 0, None)
  def empty_bfloat16_like(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.empty_like(x, dtype=15)
  def copy_window(self: __torch__.Ops,
    target: Tensor,
    source: Tensor,
    start: Tensor) -> Tensor:
    s = int(start)
    e = torch.add(s, torch.numel(source))
    return torch.copy_(torch.slice(torch.view(target, [-1]), 0, s, e), source)
  def window(self: __torch__.Ops,
    x: Tensor,
    start: Tensor,
    end: Tensor) -> Tensor:
    return torch.slice(torch.reshape(x, [-1]), 0, int(start), int(end))
  def has_nan(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.any(torch.isnan(x))
  def gradient_norm(self: __torch__.Ops,
    parameters: List[Tensor]) -> Tensor:
    norms = annotate(List[Tensor], [])
    for i in range(torch.len(parameters)):
      g = torch.to(ops.prim.grad(parameters[i]), 6)
      _0 = torch.append(norms, torch.norm(g))
    return torch.norm(torch.stack(norms))
  def zero_gradients(self: __torch__.Ops,
    parameters: List[Tensor]) -> int:
    for i in range(torch.len(parameters)):
      _0 = torch.zero_(ops.prim.grad(parameters[i]))
    return torch.len(parameters)
  def adamw(self: __torch__.Ops,
    parameters: List[Tensor],
    first: List[Tensor],
    second: List[Tensor],
    steps: List[Tensor],
    lr: float,
    beta1: float,
    beta2: float,
    weight_decay: float,
    eps: float,
    clip: float) -> Tensor:
    grads = annotate(List[Tensor], [])
    for i in range(torch.len(parameters)):
      _0 = torch.append(grads, ops.prim.grad(parameters[i]))
    norm = (self).gradient_norm(parameters, )
    if torch.gt(clip, 0.):
      scale = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), clip), None, 1.)
      torch._foreach_mul_(grads, scale)
    else:
      pass
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(parameters, grads, first, second, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay, eps=eps, amsgrad=False, maximize=False)
    torch._foreach_zero_(grads)
    return norm
