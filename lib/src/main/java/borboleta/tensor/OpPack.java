package borboleta.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The op pack: the TorchScript of {@code ops.py}, compiled once in memory.
 *
 * <p>{@code torch::jit::load} compiles the source text that it finds in a zip with four entries, so
 * no Python is needed to make one.
 */
final class OpPack {
  /** Says that the text calls the ops of today; under a lower number some have fewer arguments. */
  private static final String VERSION = "10\n";

  private static final String LIST = "list[]";

  /**
   * oneDNN's product: on two cores one and a half times as fast as MKL's for a prompt, two and a
   * half times for one word, whose weights MKL reads with one core. A prompt in bf16 is a tenth
   * faster by PyTorch's own way to oneDNN. It has no gradient.
   */
  private static final String ONE_DNN =
      "ops.mkldnn._linear_pointwise(x, w, bias, \"none\", annotate(List[Optional[number]], []), \"\")";

  private static final OpPack PACK = new OpPack();

  private final NDManager manager = Torch.newManager();
  private final PtSymbolBlock module;
  private final NDArray listedNone = manager.create(new float[0], new Shape(0));
  private final Map<String, NDArray> tags = new ConcurrentHashMap<>();

  private OpPack() {
    String source;
    try (InputStream in = OpPack.class.getResourceAsStream("/borboleta/tensor/ops.py")) {
      source = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("the op pack (ops.py) cannot be read from the jar", e);
    }
    module = load(source);
  }

  /** Loads the pack; without oneDNN's product where this processor has none. */
  private PtSymbolBlock load(String source) {
    try {
      PtSymbolBlock fast = compile(source);
      tryOneDnn(fast);
      return fast;
    } catch (EngineException e) {
      return compile(source.replace(ONE_DNN, "torch.linear(x, w, bias)"));
    }
  }

  private PtSymbolBlock compile(String source) {
    try {
      byte[] zip = zip(source.getBytes(StandardCharsets.US_ASCII));
      return JniUtils.loadModule(
          (PtNDManager) manager, new ByteArrayInputStream(zip), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException("the op pack could not be put together", e);
    }
  }

  private void tryOneDnn(PtSymbolBlock pack) {
    try (NDManager aside = manager.newSubManager()) {
      NDArray ones = aside.ones(new Shape(16, 16));
      IValue[] full = {IValue.from((PtNDArray) ones)};
      try (IValue half = IValueUtils.runMethod(pack, "to_bfloat16", full);
          IValue product = IValueUtils.runMethod(pack, "try_one_dnn", half)) {
        product.toTensor((PtNDManager) aside);
      } finally {
        full[0].close();
      }
    }
  }

  /** Calls an op of tensors; the result joins the graph and belongs to the current scope. */
  static NDArray call(String op, NDArray... inputs) {
    return call(op, inputs[0], List.of(), Arrays.copyOfRange(inputs, 1, inputs.length));
  }

  /** Calls an op whose second argument is a list of tensors; an empty one is left out. */
  static NDArray call(String op, NDArray x, List<NDArray> second, NDArray... rest) {
    Torch.ready();
    NDList list = new NDList(second.size() + rest.length + 2);
    add(list, x, null);
    // The empty array can stand in the list and beside it, and one array has one name.
    second.forEach(array -> add(list, array == Ops.none() ? PACK.listedNone : array, LIST));
    for (NDArray input : rest) {
      add(list, input, null);
    }
    list.add(PACK.tag(op));
    // "true" is the path without InferenceMode: gradients follow the thread's switch.
    NDArray result = IValueUtils.forward(PACK.module, list, true).get(0);
    result.attach(Scope.manager());
    return result;
  }

  /** DJL reads from an array's name that it is one of a list. */
  private static void add(NDList list, NDArray array, String name) {
    array.setName(name);
    list.add(array);
  }

  /** Calls an op outside the graph, with lists and scalars; the caller closes the result. */
  static IValue run(String op, IValue... inputs) {
    Torch.ready();
    return IValueUtils.runMethod(PACK.module, op, inputs);
  }

  static IValue list(List<NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(a -> (PtNDArray) a).toArray(PtNDArray[]::new));
  }

  /** The last input of a call names the method; DJL reads it from the array's name. */
  private NDArray tag(String op) {
    return tags.computeIfAbsent(
        op,
        name -> {
          NDArray tag = manager.create(0f);
          tag.setName("module_method:" + name);
          return tag;
        });
  }

  private static byte[] zip(byte[] source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "ops/version", VERSION.getBytes(StandardCharsets.US_ASCII));
      entry(zip, "ops/data.pkl", PickledModule.OPS);
      entry(zip, "ops/constants.pkl", PickledModule.NO_CONSTANTS);
      entry(zip, "ops/code/__torch__.py", source);
    }
    return bytes.toByteArray();
  }

  /** Writes an entry uncompressed, which is all that the loader reads. */
  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
