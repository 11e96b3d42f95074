package borboleta.tensor;

import ai.djl.ndarray.types.DataType;

/**
 * The types of a safetensors file that are read, and what they become.
 *
 * <p>DJL's native side ends the process on 16- and 32-bit types that it does not know, so those
 * integers become the next larger type that it does.
 */
enum StoredType {
  F64(8, DataType.FLOAT64, DataType.FLOAT64),
  F32(4, DataType.FLOAT32, DataType.FLOAT32),
  F16(2, DataType.FLOAT16, DataType.FLOAT16),
  /** Comes in with the label of fp16 and is relabelled; Java sees {@code UNKNOWN}. */
  BF16(2, DataType.FLOAT16, DataType.UNKNOWN),
  I64(8, DataType.INT64, DataType.INT64),
  I32(4, DataType.INT32, DataType.INT32),
  U32(4, DataType.INT64, DataType.INT64),
  I16(2, DataType.INT32, DataType.INT32),
  U16(2, DataType.INT32, DataType.INT32),
  I8(1, DataType.INT8, DataType.INT8),
  U8(1, DataType.UINT8, DataType.UINT8),
  BOOL(1, DataType.UINT8, DataType.BOOLEAN);

  /** Size of an element in the file. */
  final int bytes;

  /** How a window of the file is shown to the engine. */
  final DataType raw;

  /** Type of the array that is kept. */
  final DataType kept;

  StoredType(int bytes, DataType raw, DataType kept) {
    this.bytes = bytes;
    this.raw = raw;
    this.kept = kept;
  }

  boolean isFloating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /** Whether an element is larger in the engine than in the file. */
  boolean isWidened() {
    return raw.getNumOfBytes() != bytes;
  }
}
