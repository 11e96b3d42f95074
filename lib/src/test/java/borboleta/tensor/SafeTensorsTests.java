package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTests {
  @TempDir Path folder;

  /** A file as it is given: header text, then data. */
  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("t.safetensors"), all.array());
  }

  private void refused(String header, int bytes, String because) throws IOException {
    Path file = file(header, new byte[bytes]);
    IOException e = assertThrows(IOException.class, () -> SafeTensors.open(file).close(), header);
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertTrue(e.getMessage().contains("t.safetensors"), e.getMessage());
  }

  private static String tensor(String name, String type, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, type, shape, begin, end);
  }

  @Test
  void everyTypeKeepsItsValues() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(-1.5).putFloat(2.5f);
    data.putShort((short) 0x3E00).putShort((short) 0xBFC0); // fp16 1.5, bf16 -1.5
    data.putLong(-(1L << 40)).putInt(-7).putInt(0xFFFFFFFE);
    data.putShort((short) -9).putShort((short) 0xFFFF).put((byte) -3).put((byte) 200).put((byte) 1);
    StringBuilder header = new StringBuilder("{");
    String[] types = {
      "F64", "F32", "F16", "BF16", "I64", "I32", "U32", "I16", "U16", "I8", "U8", "BOOL"
    };
    int at = 0;
    for (String type : types) {
      int bytes = StoredType.valueOf(type).bytes;
      header.append(at == 0 ? "" : ",").append(tensor(type, type, "[1]", at, at + bytes));
      at += bytes;
    }
    Path file = file(header + "}", java.util.Arrays.copyOf(data.array(), at));
    double[] want = {-1.5, 2.5, 1.5, -1.5, -(1L << 40), -7, 4294967294.0, -9, 65535, -3, 200, 1};
    try (SafeTensors tensors = SafeTensors.open(file);
        NDManager manager = Torch.newManager()) {
      for (int i = 0; i < types.length; i++) {
        NDArray array = tensors.read(types[i], manager);
        double got =
            array.getDataType() == DataType.BOOLEAN
                ? (array.getBoolean() ? 1 : 0)
                : array.toType(DataType.FLOAT64, true).getDouble();
        assertEquals(want[i], got, types[i]);
      }
    }
  }

  @Test
  void tensorLargerThanTheWindowIsReadPieceByPiece() throws IOException {
    Path file = folder.resolve("w.safetensors");
    try (NDManager manager = Torch.newManager()) {
      NDArray array = manager.arange(0, 1000, 1, DataType.FLOAT32).reshape(10, 100);
      SafeTensorsWriter.write(file, Map.of("a", array), false);
      try (SafeTensors tensors = SafeTensors.open(file, 44)) {
        assertEquals(new Shape(10, 100), tensors.shape("a"));
        assertArrayEquals(array.toFloatArray(), tensors.read("a", manager).toFloatArray());
      }
    }
  }

  @Test
  void storedBfloat16StaysBfloat16AndIsWrittenBackBitForBit() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Path again = folder.resolve("again.safetensors");
    try (NDManager manager = Torch.newManager()) {
      NDArray array = manager.randomNormal(new Shape(37, 11));
      SafeTensorsWriter.write(file, Map.of("a", array), true);
      try (SafeTensors tensors = SafeTensors.open(file, 100)) {
        NDArray stored = tensors.read("a", manager, WeightType.STORED);
        assertEquals(DataType.UNKNOWN, stored.getDataType());
        SafeTensorsWriter.write(again, Map.of("a", stored), false);
      }
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }
  }

  @Test
  void integersAndScalarsSurviveWritingAndReading() throws IOException {
    Path file = folder.resolve("w.safetensors");
    try (NDManager manager = Torch.newManager()) {
      Map<String, NDArray> all = new LinkedHashMap<>();
      all.put("long", manager.create(new long[] {1L << 40, -2}));
      all.put("int", manager.create(new int[] {3, -4}));
      all.put("bool", manager.create(new boolean[] {true, false, true}));
      all.put("scalar", manager.create(2.5f));
      all.put("none", manager.create(new Shape(0, 3)));
      SafeTensorsWriter.write(file, all, false);
      try (SafeTensors tensors = SafeTensors.open(file)) {
        for (String name : tensors.names()) {
          assertEquals(all.get(name), tensors.read(name, manager), name);
        }
      }
    }
  }

  @Test
  void nanIsRefusedWithTheTensorsName() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1).putFloat(Float.NaN);
    Path file = file("{" + tensor("h.0.w", "F32", "[2]", 0, 8) + "}", data.array());
    try (SafeTensors tensors = SafeTensors.open(file);
        NDManager manager = Torch.newManager()) {
      IOException e = assertThrows(IOException.class, () -> tensors.read("h.0.w", manager));
      assertTrue(e.getMessage().contains("holds NaN in h.0.w"), e.getMessage());
    }
  }

  @Test
  void headerThatDoesNotDescribeTheFileIsRefused() throws IOException {
    refused("{" + tensor("a", "F32", "[2]", 0, 8) + "}", 4, "does not fit");
    refused("{" + tensor("a", "F32", "[2]", 0, 8) + "}", 12, "4 bytes after its last tensor");
    refused("{" + tensor("a", "F32", "[3]", 0, 8) + "}", 8, "needs 12");
    refused("{" + tensor("a", "F32", "[2]", 4, 12) + "}", 12, "a hole of bytes before a");
    refused("{" + tensor("a", "F32", "[2]", 8, 0) + "}", 8, "does not fit");
    refused(
        "{" + tensor("a", "F32", "[2]", 0, 8) + "," + tensor("b", "F32", "[2]", 4, 12) + "}",
        12,
        "lets b overlap");
    refused(
        "{" + tensor("a", "F32", "[1]", 0, 4) + "," + tensor("a", "F32", "[1]", 4, 8) + "}",
        8,
        "names a twice");
    refused("{" + tensor("a", "F8_E4M3", "[4]", 0, 4) + "}", 4, "known are");
    refused(
        "{" + tensor("a", "F32", "[4611686018427387904, 4]", 0, 8) + "}", 8, "beyond all bounds");
    refused(
        "{" + tensor("a", "F32", "[0, 4611686018427387904, 4]", 0, 0) + "}",
        0,
        "beyond all bounds");
    refused("{" + tensor("a", "F32", "[-2]", 0, 8) + "}", 8, "no whole number");
    refused("{" + tensor("a", "F32", "[99999999999999999999]", 0, 8) + "}", 8, "not JSON");
    refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "no begin and end");
    refused("[]", 0, "no JSON object");
    refused("{}{}", 0, "more than one JSON object");
    refused("{\"a", 0, "not JSON");
  }

  @Test
  void headerThatClaimsMoreThanTheFileIsRefusedBeforeItIsAllocated() throws IOException {
    for (long claim : new long[] {-1, 0, 9, 1L << 40, Long.MAX_VALUE}) {
      ByteBuffer all = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(claim);
      Path file = Files.write(folder.resolve("t.safetensors"), all.array());
      IOException e = assertThrows(IOException.class, () -> SafeTensors.open(file).close());
      assertTrue(e.getMessage().contains("claims a header of " + claim), e.getMessage());
    }
  }

  @Test
  void pickleIsRefusedWithTheWayToConvertIt() throws IOException {
    Path file = Files.write(folder.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4, 0});
    IOException e = assertThrows(IOException.class, () -> SafeTensors.open(file).close());
    assertTrue(e.getMessage().contains("is a pickle"), e.getMessage());
    assertTrue(e.getMessage().contains("safetensors.torch"), e.getMessage());
    Path renamed = Files.write(folder.resolve("m.safetensors"), Files.readAllBytes(file));
    assertThrows(IOException.class, () -> SafeTensors.open(renamed).close());
  }
}
