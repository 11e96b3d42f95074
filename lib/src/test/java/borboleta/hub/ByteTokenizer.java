package borboleta.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tokenizer whose tokens are the 256 bytes, under the letters of GPT-2's. */
public final class ByteTokenizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ByteTokenizer() {}

  public static void write(Path folder) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode level = root.objectNode().put("type", "ByteLevel").put("add_prefix_space", false);
    root.set("pre_tokenizer", level.put("trim_offsets", true).put("use_regex", false));
    root.set("decoder", level.deepCopy());
    ObjectNode vocabulary = root.putObject("model").put("type", "BPE").putObject("vocab");
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean own = (b > 32 && b < 127) || (b > 160 && b != 173);
      vocabulary.put(Character.toString(own ? b : next++), b);
    }
    root.withObject("/model").putArray("merges");
    Files.writeString(folder.resolve("tokenizer.json"), root.toString());
  }
}
