package borboleta.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What can be wrong with a model folder, and what its refusal says. */
public enum Fault {
  TRUNCATED("does not fit the") {
    @Override
    public void apply(Path folder) throws IOException {
      byte[] all = Files.readAllBytes(folder.resolve(WEIGHTS));
      Files.write(folder.resolve(WEIGHTS), Arrays.copyOf(all, all.length - 100));
    }
  },
  HEADER_POINTS_OUTSIDE("does not fit the") {
    @Override
    public void apply(Path folder) throws IOException {
      Stored stored = Stored.read(folder);
      ArrayNode offsets = stored.matrix().withArray("data_offsets");
      offsets.set(0, offsets.get(0).asLong() + stored.data.length);
      offsets.set(1, offsets.get(1).asLong() + stored.data.length);
      stored.write(folder);
    }
  },
  HEADER_LONGER_THAN_THE_FILE("claims a header of") {
    @Override
    public void apply(Path folder) throws IOException {
      byte[] all = Files.readAllBytes(folder.resolve(WEIGHTS));
      ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60);
      Files.write(folder.resolve(WEIGHTS), all);
    }
  },
  NAN("holds NaN in") {
    @Override
    public void apply(Path folder) throws IOException {
      Stored stored = Stored.read(folder);
      int place = stored.matrix().get("data_offsets").get(0).asInt();
      ByteBuffer.wrap(stored.data).order(ByteOrder.LITTLE_ENDIAN).putFloat(place, Float.NaN);
      stored.write(folder);
    }
  },
  OTHER_SHAPE("config.json asks for") {
    @Override
    public void apply(Path folder) throws IOException {
      Stored stored = Stored.read(folder);
      ArrayNode shape = stored.matrix().withArray("shape");
      long rows = shape.get(0).asLong();
      shape.set(0, shape.get(1).asLong());
      shape.set(1, rows);
      stored.write(folder);
    }
  },
  NO_SHARD("lacks model-2.safetensors") {
    @Override
    public void apply(Path folder) throws IOException {
      Stored stored = Stored.read(folder);
      ObjectNode index = JSON.createObjectNode();
      for (String name : stored.names()) {
        String shard = "model-%d.safetensors".formatted(index.isEmpty() ? 2 : 1);
        index.withObject("/weight_map").put(name, shard);
      }
      Files.move(folder.resolve(WEIGHTS), folder.resolve("model-1.safetensors"));
      Files.writeString(folder.resolve("model.safetensors.index.json"), index.toString());
    }
  },
  PICKLE("is a pickle") {
    @Override
    public void apply(Path folder) throws IOException {
      Files.delete(folder.resolve(WEIGHTS));
      Files.write(folder.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4});
    }
  },
  PICKLE_BY_ANOTHER_NAME("is a pickle") {
    @Override
    public void apply(Path folder) throws IOException {
      // Protocol 2, an empty dictionary, the end.
      byte[] pickle = {(byte) 0x80, 2, '}', 'q', 0, '.'};
      Files.write(folder.resolve(WEIGHTS), Arrays.copyOf(pickle, 64));
    }
  },
  FEW_TOKENS("tokenizer.json has 2 entries and the model of its config.json") {
    @Override
    public void apply(Path folder) throws IOException {
      Path file = folder.resolve("tokenizer.json");
      ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
      root.putArray("added_tokens");
      ObjectNode model = root.withObject("/model");
      model.putArray("merges");
      model.putObject("vocab").put("a", 0).put("b", 1);
      Files.writeString(file, root.toString());
    }
  },
  OTHER_ARCHITECTURE("config.json has model_type \"qwen\"") {
    @Override
    public void apply(Path folder) throws IOException {
      Path file = folder.resolve("config.json");
      ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
      Files.writeString(file, root.put("model_type", "qwen").toString());
    }
  };

  private static final String WEIGHTS = "model.safetensors";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String because;

  Fault(String because) {
    this.because = because;
  }

  /** Brings the fault into a folder of a model in fp32. */
  public abstract void apply(Path folder) throws IOException;

  /** A part of the sentence that it is refused with. */
  public String because() {
    return because;
  }

  /** A safetensors file in memory. */
  private record Stored(ObjectNode header, byte[] data) {
    static Stored read(Path folder) throws IOException {
      byte[] all = Files.readAllBytes(folder.resolve(WEIGHTS));
      int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
      String header = new String(all, 8, length, StandardCharsets.UTF_8);
      return new Stored(
          (ObjectNode) JSON.readTree(header), Arrays.copyOfRange(all, 8 + length, all.length));
    }

    Iterable<String> names() {
      header.remove("__metadata__");
      return header::fieldNames;
    }

    /** The last table that is no square. */
    ObjectNode matrix() {
      ObjectNode matrix = null;
      for (String name : names()) {
        JsonNode shape = header.get(name).get("shape");
        if (shape.size() == 2 && shape.get(0).asInt() != shape.get(1).asInt()) {
          matrix = (ObjectNode) header.get(name);
        }
      }
      return matrix;
    }

    void write(Path folder) throws IOException {
      byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
      ByteBuffer all = ByteBuffer.allocate(8 + json.length + data.length);
      all.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data);
      Files.write(folder.resolve(WEIGHTS), all.array());
    }
  }
}
