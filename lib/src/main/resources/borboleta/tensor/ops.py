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
  def add_in_place(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    return torch.add_(x, y)
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
    return (self).whole_product(x, w, None, )
  def linear_bias(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    b: Tensor) -> Tensor:
    return (self).whole_product(x, w, torch.to(b, ops.prim.dtype(x)), )
  def embedding(self: __torch__.Ops,
    ids: Tensor,
    w: Tensor) -> Tensor:
    return torch.embedding(w, ids)
  def patches(self: __torch__.Ops,
    x: Tensor,
    w: Tensor) -> Tensor:
    p = torch.size(w, -1)
    y = torch.conv2d(torch.to(x, ops.prim.dtype(w)), w, None, [p, p])
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
    return torch.mul(torch.to(y, ops.prim.dtype(x)), torch.to(w, ops.prim.dtype(x)))
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
    t = torch.size(q, 2)
    s = torch.size(k, 2)
    if torch.eq(t, s):
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=None, enable_gqa=g)
    else:
      if torch.eq(t, 1):
        y = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=None, enable_gqa=g)
      else:
        see = torch.tril(torch.ones([t, s], dtype=11, device=ops.prim.device(q)), torch.sub(s, t))
        y = torch.scaled_dot_product_attention(q, k, v, see, 0., False, scale=None, enable_gqa=g)
    return y
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
    flat = torch.index_copy(torch.reshape(x, [-1, h]), 0, slots, torch.to(torch.reshape(features, [-1, h]), ops.prim.dtype(x)))
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
  def log_softmax(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.log_softmax(torch.to(x, 6), -1)
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
  def is_in_graph(self: __torch__.Ops,
    x: Tensor) -> bool:
    return ops.prim.requires_grad(x)
  def touch(self: __torch__.Ops,
    x: Tensor,
    parameters: List[Tensor]) -> Tensor:
    total = x
    for i in range(torch.len(parameters)):
      first = torch.slice(torch.reshape(parameters[i], [-1]), 0, 0, 1)
      total = torch.add(total, torch.mul(torch.sum(torch.to(first, 6)), 0.))
    return total
  def add_gradients(self: __torch__.Ops,
    targets: List[Tensor],
    sources: List[Tensor]) -> int:
    for i in range(torch.len(targets)):
      g = ops.prim.grad(targets[i])
      s = ops.prim.grad(sources[i])
      _0 = torch.add_(g, torch.to(s, ops.prim.device(g)))
      _1 = torch.zero_(s)
    return torch.len(targets)
  def copy_all(self: __torch__.Ops,
    targets: List[Tensor],
    sources: List[Tensor]) -> int:
    for i in range(torch.len(targets)):
      _0 = torch.copy_(targets[i], sources[i])
    return torch.len(targets)
  def clip_gradients(self: __torch__.Ops,
    parameters: List[Tensor],
    clip: float) -> Tensor:
    norm = (self).gradient_norm(parameters, )
    if torch.gt(clip, 0.):
      scale = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), clip), None, 1.)
      for i in range(torch.len(parameters)):
        _0 = torch.mul_(ops.prim.grad(parameters[i]), scale)
    else:
      pass
    return norm
  def adamw(self: __torch__.Ops,
    parameters: List[Tensor],
    first: List[Tensor],
    second: List[Tensor],
    steps: List[Tensor],
    lr: float,
    beta1: float,
    beta2: float,
    weight_decay: float,
    eps: float) -> int:
    grads = annotate(List[Tensor], [])
    for i in range(torch.len(parameters)):
      _0 = torch.append(grads, ops.prim.grad(parameters[i]))
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(parameters, grads, first, second, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay, eps=eps, amsgrad=False, maximize=False)
    for i in range(torch.len(parameters)):
      _1 = torch.zero_(ops.prim.grad(parameters[i]))
    return torch.len(parameters)
  def gelu_tanh(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.gelu(x, approximate="tanh")
  def relu(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.relu(x)
  def silu(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.silu(x)
  def tanh(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return torch.tanh(x)
  def at(self: __torch__.Ops,
    x: Tensor,
    position: Tensor) -> Tensor:
    return torch.select(x, 1, int(position))
  def part(self: __torch__.Ops,
    x: Tensor,
    start: Tensor,
    end: Tensor) -> Tensor:
    return torch.slice(x, -1, int(start), int(end))
  def join(self: __torch__.Ops,
    x: Tensor,
    y: Tensor) -> Tensor:
    return torch.cat([x, y], 1)
  def add_positions(self: __torch__.Ops,
    x: Tensor,
    table: Tensor,
    position: Tensor) -> Tensor:
    p = int(position)
    return torch.add(x, torch.slice(table, 0, p, torch.add(p, torch.size(x, 1))))
  def product_bias(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    b: Tensor) -> Tensor:
    return torch.add(torch.matmul(x, w), b)
  def attention_unscaled(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=1.)
  def attention_biased(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor,
    bias: Tensor) -> Tensor:
    b = torch.to(bias, ops.prim.dtype(q))
    return torch.scaled_dot_product_attention(q, k, v, b, 0., False, scale=1.)
  def mask_bias(self: __torch__.Ops,
    mask: Tensor) -> Tensor:
    hidden = torch.eq(torch.unsqueeze(torch.unsqueeze(mask, 1), 1), 0)
    return torch.masked_fill(torch.zeros(torch.size(hidden), dtype=6, device=ops.prim.device(mask)), hidden, -1e+30)
  def relative_bias(self: __torch__.Ops,
    table: Tensor,
    queries: Tensor,
    keys: Tensor,
    farthest: Tensor,
    causal: Tensor) -> Tensor:
    t = int(queries)
    s = int(keys)
    past = bool(causal)
    device = ops.prim.device(table)
    q = torch.add(torch.arange(t, dtype=4, device=device), torch.sub(s, t))
    d = torch.sub(torch.unsqueeze(torch.arange(s, dtype=4, device=device), 0), torch.unsqueeze(q, 1))
    far = torch.abs(d)
    if past:
      n = torch.size(table, 0)
      side = torch.zeros_like(d)
    else:
      n = torch.floordiv(torch.size(table, 0), 2)
      side = torch.mul(torch.to(torch.gt(d, 0), 4), n)
    exact = torch.floordiv(n, 2)
    ratio = torch.div(torch.log(torch.div(torch.to(far, 6), exact)), torch.log(torch.div(int(farthest), exact)))
    wide = torch.add(torch.to(torch.mul(ratio, torch.sub(n, exact)), 4), exact)
    wide = torch.clamp(wide, None, torch.sub(n, 1))
    bucket = torch.add(side, torch.where(torch.lt(far, exact), far, wide))
    bias = torch.unsqueeze(torch.permute(torch.embedding(table, bucket), [2, 0, 1]), 0)
    if past:
      bias = torch.masked_fill(bias, torch.gt(d, 0), -1e+30)
    else:
      pass
    return bias
  def shift_right(self: __torch__.Ops,
    labels: Tensor,
    start: Tensor,
    pad: Tensor) -> Tensor:
    first = torch.full_like(torch.slice(labels, 1, 0, 1), int(start))
    ids = torch.cat([first, torch.slice(labels, 1, 0, -1)], 1)
    return torch.masked_fill(ids, torch.eq(ids, -100), int(pad))
  def causal_conv(self: __torch__.Ops,
    x: Tensor,
    w: Tensor) -> Tensor:
    y = torch.constant_pad_nd(torch.transpose(x, 1, 2), [torch.sub(torch.size(w, -1), 1), 0])
    return torch.transpose(torch.conv1d(y, w, None, [1], [0], [1], torch.size(w, 0)), 1, 2)
  def causal_conv_after(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    state: Tensor) -> Tensor:
    y = torch.cat([torch.to(state, ops.prim.dtype(x)), torch.transpose(x, 1, 2)], 2)
    _0 = torch.copy_(state, torch.slice(y, 2, torch.sub(torch.size(y, 2), torch.size(state, 2))))
    return torch.transpose(torch.conv1d(y, w, None, [1], [0], [1], torch.size(w, 0)), 1, 2)
  def scan_states(self: __torch__.Ops,
    x: Tensor,
    dt: Tensor,
    a_log: Tensor,
    b: Tensor,
    first: Tensor) -> Tensor:
    step = torch.softplus(torch.to(dt, 6))
    a = torch.neg(torch.exp(torch.to(a_log, 6)))
    keep = torch.unbind(torch.exp(torch.mul(torch.unsqueeze(step, -1), a)), 1)
    drive = torch.mul(torch.unsqueeze(torch.mul(step, torch.to(x, 6)), -1), torch.unsqueeze(torch.to(b, 6), 2))
    add = torch.unbind(drive, 1)
    h = first
    states = annotate(List[Tensor], [])
    for t in range(torch.len(add)):
      h = torch.addcmul(add[t], keep[t], h)
      _0 = torch.append(states, h)
    return torch.stack(states, 1)
  def scan_output(self: __torch__.Ops,
    states: Tensor,
    x: Tensor,
    c: Tensor,
    d: Tensor) -> Tensor:
    y = torch.squeeze(torch.matmul(states, torch.unsqueeze(torch.to(c, 6), -1)), -1)
    return torch.to(torch.add(y, torch.mul(torch.to(x, 6), torch.to(d, 6))), ops.prim.dtype(x))
  def selective_scan(self: __torch__.Ops,
    x: Tensor,
    dt: Tensor,
    a_log: Tensor,
    b: Tensor,
    c: Tensor,
    d: Tensor) -> Tensor:
    rest = torch.zeros([torch.size(x, 0), torch.size(a_log, 0), torch.size(a_log, 1)], dtype=6, device=ops.prim.device(x))
    states = (self).scan_states(x, dt, a_log, b, rest, )
    return (self).scan_output(states, x, c, d, )
  def selective_scan_after(self: __torch__.Ops,
    x: Tensor,
    dt: Tensor,
    a_log: Tensor,
    b: Tensor,
    c: Tensor,
    d: Tensor,
    state: Tensor) -> Tensor:
    states = (self).scan_states(x, dt, a_log, b, state, )
    _0 = torch.copy_(state, torch.select(states, 1, -1))
    return (self).scan_output(states, x, c, d, )
  def cache_for(self: __torch__.Ops,
    x: Tensor,
    positions: Tensor) -> Tensor:
    shape = [torch.size(x, 0), torch.size(x, 1), int(positions), torch.size(x, 3)]
    return torch.zeros(shape, dtype=ops.prim.dtype(x), device=ops.prim.device(x))
  def random_integers(self: __torch__.Ops,
    low: int,
    high: int,
    rows: int,
    columns: int) -> Tensor:
    return torch.randint(low, high, [rows, columns], dtype=4)
  def random_permutation(self: __torch__.Ops,
    size: int) -> Tensor:
    return torch.randperm(size, dtype=4)
  def random_normal(self: __torch__.Ops,
    shape: List[int]) -> Tensor:
    return torch.randn(shape, dtype=6)
  def random_uniform(self: __torch__.Ops,
    rows: int,
    columns: int,
    bound: float) -> Tensor:
    return torch.uniform_(torch.empty([rows, columns], dtype=6), torch.neg(bound), bound)
  def empty_cache(self: __torch__.Ops,
    like: Tensor,
    rows: Tensor,
    heads: Tensor,
    positions: Tensor,
    size: Tensor) -> Tensor:
    shape = [int(rows), int(heads), int(positions), int(size)]
    return torch.zeros(shape, dtype=ops.prim.dtype(like), device=ops.prim.device(like))
  def cache_take(self: __torch__.Ops,
    targets: List[Tensor],
    sources: List[Tensor],
    rows: Tensor,
    first: int,
    end: int) -> int:
    for i in range(torch.len(targets)):
      taken = torch.index_select(torch.slice(sources[i], 2, first, end), 0, rows)
      _0 = torch.copy_(torch.slice(targets[i], 2, first, end), taken)
    return torch.len(targets)
  def table_rows(self: __torch__.Ops,
    table: Tensor,
    first: Tensor,
    count: Tensor,
    like: Tensor) -> Tensor:
    p = int(first)
    return torch.to(torch.slice(table, 0, p, torch.add(p, int(count))), ops.prim.dtype(like))
  def int8_scales(self: __torch__.Ops,
    w: Tensor) -> Tensor:
    most = torch.amax(torch.abs(torch.to(w, 6)), [1])
    return torch.to(torch.clamp(torch.div(most, 127.), 1e-12), ops.prim.dtype(w))
  def int8_weight(self: __torch__.Ops,
    w: Tensor,
    scales: Tensor) -> Tensor:
    q = torch.round(torch.div(torch.to(w, 6), torch.unsqueeze(torch.to(scales, 6), 1)))
    return torch.to(torch.clamp(q, -127, 127), 1)
  def int4_scales(self: __torch__.Ops,
    w: Tensor,
    group: Tensor) -> Tensor:
    g = torch.reshape(torch.to(w, 6), [torch.size(w, 0), -1, int(group)])
    low = torch.amin(g, [2])
    scale = torch.clamp(torch.div(torch.sub(torch.amax(g, [2]), low), 15.), 1e-12)
    both = torch.stack([scale, torch.add(low, torch.mul(scale, 8.))], 2)
    return torch.contiguous(torch.to(torch.transpose(both, 0, 1), ops.prim.dtype(w)))
  def int4_weight(self: __torch__.Ops,
    w: Tensor,
    scales: Tensor) -> Tensor:
    n = torch.size(w, 0)
    g = torch.reshape(torch.to(w, 6), [n, torch.size(scales, 0), -1])
    both = torch.unsqueeze(torch.transpose(torch.to(scales, 6), 0, 1), 3)
    scale = torch.select(both, 2, 0)
    zero = torch.select(both, 2, 1)
    q = torch.add(torch.round(torch.div(torch.sub(g, zero), scale)), 8.)
    q = torch.to(torch.reshape(torch.clamp(q, 0, 15), [n, -1]), 3)
    return torch._convert_weight_to_int4pack_for_cpu(q, 1)
  def quantized_product(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    scales: Tensor) -> Tensor:
    size = torch.size(x, -1)
    flat = torch.contiguous(torch.reshape(x, [-1, size]))
    if torch.eq(ops.prim.dtype(w), 1):
      if torch.lt(torch.size(flat, 0), 16):
        y = torch._weight_int8pack_mm(flat, w, scales)
      else:
        y = torch.mul((self).whole_product(flat, torch.to(w, ops.prim.dtype(x)), None, ), scales)
    else:
      group = torch.floordiv(size, torch.size(scales, 0))
      y = torch._weight_int4pack_mm_for_cpu(flat, w, group, scales)
    shape = torch.slice(torch.size(x), 0, -1)
    return torch.reshape(y, torch.add(shape, [torch.size(y, 1)]))
  def one_dnn(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    bias: Optional[Tensor]) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, w, bias, "none", annotate(List[Optional[number]], []), "")
  def try_one_dnn(self: __torch__.Ops,
    x: Tensor) -> Tensor:
    return (self).one_dnn(x, x, None, )
  def whole_product(self: __torch__.Ops,
    x: Tensor,
    w: Tensor,
    bias: Optional[Tensor]) -> Tensor:
    cpu = torch.eq(ops.prim.device(x), torch.device("cpu"))
    same = torch.eq(ops.prim.dtype(x), ops.prim.dtype(w))
    free = torch.__not__(torch.is_grad_enabled())
    few = torch.lt(torch.numel(x), torch.mul(16, torch.size(x, -1)))
    faster = torch.__or__(few, torch.eq(ops.prim.dtype(x), 6))
    if torch.__and__(torch.__and__(cpu, same), torch.__and__(free, faster)):
      y = (self).one_dnn(torch.contiguous(x), w, bias, )
    else:
      y = torch.linear(x, torch.to(w, ops.prim.dtype(x)), bias)
    return y
  def dropout_mask(self: __torch__.Ops,
    x: Tensor,
    settings: Tensor) -> Tensor:
    p = float(torch.select(settings, 0, 1))
    h = torch.arange(torch.numel(x), dtype=3, device=ops.prim.device(x))
    _0 = torch.add_(torch.mul_(h, -1640531535), int(torch.select(settings, 0, 2)))
    _1 = torch.bitwise_xor_(h, torch.bitwise_and_(torch.bitwise_right_shift(h, 16), 65535))
    _2 = torch.mul_(h, -2048144789)
    _3 = torch.bitwise_xor_(h, torch.bitwise_and_(torch.bitwise_right_shift(h, 13), 524287))
    _4 = torch.mul_(h, -1028477387)
    _5 = torch.bitwise_xor_(h, torch.bitwise_and_(torch.bitwise_right_shift(h, 16), 65535))
    least = int(torch.sub(torch.mul(p, 4294967296.), 2147483648.))
    kept = torch.to(torch.ge(h, least), ops.prim.dtype(x))
    return torch.view_as(torch.div(kept, torch.sub(1., p)), x)
  def project(self: __torch__.Ops,
    x: Tensor,
    w: List[Tensor],
    first: int) -> Tensor:
    weight = w[first]
    bias = w[torch.add(first, 1)]
    a = w[torch.add(first, 2)]
    biased = torch.gt(torch.numel(bias), 0)
    if torch.lt(ops.prim.dtype(weight), 2):
      y = (self).quantized_product(x, weight, w[torch.add(first, 4)], )
      if biased:
        y = torch.add(y, bias)
      else:
        pass
    else:
      if biased:
        y = (self).whole_product(x, weight, torch.to(bias, ops.prim.dtype(x)), )
      else:
        y = (self).whole_product(x, weight, None, )
      if torch.gt(torch.numel(a), 0):
        b = torch.to(w[torch.add(first, 3)], ops.prim.dtype(x))
        scale = w[torch.add(first, 4)]
        if torch.gt(torch.numel(scale), 1):
          seen = torch.mul(x, (self).dropout_mask(x, scale, ))
          scale = torch.to(torch.select(scale, 0, 0), 6)
        else:
          seen = x
        low = torch.mul(torch.linear(seen, torch.to(a, ops.prim.dtype(x))), scale)
        y = torch.add(y, torch.linear(low, b))
      else:
        pass
    return y
  def linear_slots(self: __torch__.Ops,
    x: Tensor,
    w: List[Tensor]) -> Tensor:
    return (self).project(x, w, 0, )
  def turn(self: __torch__.Ops,
    x: Tensor,
    cos: Tensor,
    sin: Tensor) -> Tensor:
    r = torch.roll(x, [torch.floordiv(torch.size(x, -1), 2)], [-1])
    return torch.addcmul(torch.mul(x, cos), r, sin)
  def attend(self: __torch__.Ops,
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor) -> Tensor:
    n = torch.size(q, 1)
    m = torch.size(k, 1)
    one = torch.eq(torch.size(q, 2), 1)
    if torch.__and__(one, torch.ne(n, m)):
      q = torch.reshape(q, [torch.size(q, 0), m, torch.floordiv(n, m), torch.size(q, 3)])
    else:
      pass
    t = ops.prim.dtype(q)
    if torch.__and__(one, torch.eq(ops.prim.device(q), torch.device("cpu"))):
      q = torch.to(q, 6)
      k = torch.to(k, 6)
      v = torch.to(v, 6)
    else:
      pass
    if torch.gt(torch.numel(mask), 0):
      y = (self).attention_masked(q, k, v, mask, )
    else:
      if one:
        y = (self).attention(q, k, v, )
      else:
        y = (self).attention_causal(q, k, v, )
    if one:
      y = torch.reshape(torch.to(y, t), [torch.size(y, 0), n, 1, torch.size(y, 3)])
    else:
      pass
    return y
  def clip_layer(self: __torch__.Ops,
    x: Tensor,
    w: List[Tensor],
    heads: Tensor,
    quick: Tensor,
    eps: Tensor) -> Tensor:
    h = (self).layer_norm(x, w[0], w[1], eps, )
    q = (self).heads((self).project(h, w, 4, ), heads, )
    k = (self).heads((self).project(h, w, 9, ), heads, )
    v = (self).heads((self).project(h, w, 14, ), heads, )
    a = (self).merge_heads((self).attention(q, k, v, ), )
    y = torch.add(x, (self).project(a, w, 19, ))
    m = (self).project((self).layer_norm(y, w[2], w[3], eps, ), w, 24, )
    if bool(quick):
      m = (self).quick_gelu(m, )
    else:
      m = (self).gelu(m, )
    return torch.add(y, (self).project(m, w, 29, ))
  def llama_layer(self: __torch__.Ops,
    x: Tensor,
    w: List[Tensor],
    first: int,
    cos: Tensor,
    sin: Tensor,
    mask: Tensor,
    keys: Tensor,
    values: Tensor,
    position: int,
    heads: int,
    kv_heads: int,
    eps: Tensor) -> Tensor:
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    h = (self).rms_norm(x, w[first], eps, )
    q = (self).project(h, w, torch.add(first, 2), )
    k = (self).project(h, w, torch.add(first, 7), )
    v = (self).project(h, w, torch.add(first, 12), )
    d = torch.floordiv(torch.size(q, 2), heads)
    both = torch.view(torch.cat([q, k], 2), [B, T, torch.add(heads, kv_heads), d])
    both = (self).turn(torch.transpose(both, 1, 2), cos, sin, )
    q = torch.slice(both, 1, 0, heads)
    k = torch.slice(both, 1, heads)
    v = torch.transpose(torch.view(v, [B, T, kv_heads, d]), 1, 2)
    if torch.gt(torch.numel(keys), 0):
      e = torch.add(position, T)
      _0 = torch.copy_(torch.slice(keys, 2, position, e), k)
      _1 = torch.copy_(torch.slice(values, 2, position, e), v)
      k = torch.slice(keys, 2, 0, e)
      v = torch.slice(values, 2, 0, e)
    else:
      pass
    a = torch.flatten(torch.transpose((self).attend(q, k, v, mask, ), 1, 2), 2)
    y = torch.add(x, (self).project(a, w, torch.add(first, 17), ))
    n = (self).rms_norm(y, w[torch.add(first, 1)], eps, )
    g = torch.silu((self).project(n, w, torch.add(first, 22), ))
    u = torch.mul(g, (self).project(n, w, torch.add(first, 27), ))
    return torch.add(y, (self).project(u, w, torch.add(first, 32), ))
  def llama_one_layer(self: __torch__.Ops,
    x: Tensor,
    w: List[Tensor],
    cos: Tensor,
    sin: Tensor,
    mask: Tensor,
    keys: Tensor,
    values: Tensor,
    position: Tensor,
    heads: Tensor,
    kv_heads: Tensor,
    eps: Tensor) -> Tensor:
    return (self).llama_layer(x, w, 0, cos, sin, mask, keys, values, int(position), int(heads), int(kv_heads), eps, )
  def llama_step(self: __torch__.Ops,
    ids: Tensor,
    w: List[Tensor],
    ends: List[Tensor],
    caches: List[Tensor],
    mask: Tensor,
    cos: Tensor,
    sin: Tensor,
    row: int,
    position: int,
    heads: int,
    kv_heads: int) -> Tensor:
    x = torch.embedding(ends[0], ids)
    c = torch.to(torch.slice(cos, 0, row, torch.add(row, 1)), ops.prim.dtype(x))
    s = torch.to(torch.slice(sin, 0, row, torch.add(row, 1)), ops.prim.dtype(x))
    if torch.gt(torch.numel(mask), 0):
      see = torch.slice(mask, 3, 0, torch.add(position, 1))
    else:
      see = mask
    for i in range(torch.floordiv(torch.len(caches), 2)):
      x = (self).llama_layer(x, w, torch.mul(i, 37), c, s, see, caches[torch.mul(i, 2)], caches[torch.add(torch.mul(i, 2), 1)], position, heads, kv_heads, ends[2], )
    x = (self).rms_norm(torch.select(x, 1, 0), ends[1], ends[2], )
    return (self).project(x, ends, 3, )
