package borboleta.tensor;

import java.nio.charset.StandardCharsets;

/** The two pickles that the TorchScript loader wants beside the source of the op pack. */
final class PickledModule {
  /** An object of class {@code __torch__.Ops} with its two attributes (pickle protocol 2). */
  static final byte[] OPS =
      latin1(
          "\u0080\u0002c__torch__\nOps\nq\0)\u0081}("
              + "X\u0008\0\0\0trainingq\u0001\u0088"
              + "X\u0016\0\0\0_is_full_backward_hookq\u0002Nubq\u0003.");

  /** The empty tuple: the pack has no constants. */
  static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  private PickledModule() {}

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
