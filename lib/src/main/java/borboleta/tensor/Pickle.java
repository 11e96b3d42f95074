package borboleta.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/** The files that {@code torch.save} writes, which are never read. */
public final class Pickle {
  private Pickle() {}

  /** PyTorch's files begin as a zip does, or as a pickle of protocol 2 or later. */
  static void refuse(Path file, FileChannel channel) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(first, 0);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth");
    boolean zip = first.position() == 4 && first.getInt(0) == 0x04034B50;
    boolean pickle =
        first.position() == 4
            && first.get(0) == (byte) 0x80
            && first.get(1) <= 5
            && first.get(1) >= 2
            && first.get(3) != 0;
    if (named || zip || pickle) {
      throw refusal(file);
    }
  }

  /** The name under which a folder's reader looks for the converted file. */
  private static String converted(Path file) {
    String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return (stem.startsWith("pytorch_model") ? stem.substring("pytorch_".length()) : stem)
        + ".safetensors";
  }

  /** The refusal of a file whose reading would run whatever program it contains. */
  public static IOException refusal(Path file) {
    return new IOException(
        file
            + " is a pickle, which can run any program when it is read; convert it where you trust"
            + " it: python -c \"import sys,torch;from safetensors.torch import save_file;"
            + "save_file({k:v.clone().contiguous() for k,v in torch.load(sys.argv[1],"
            + "weights_only=True).items()},sys.argv[2])\" "
            + file.getFileName()
            + " "
            + converted(file));
  }
}
