package borboleta.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;

/** How a record is handled on its way to the engine and back. */
public enum Care {
  /** Sends prose alone and leaves everything else as it was. */
  PROTECTED {
    @Override
    Cut cut(String value) {
      return Protection.cut(value);
    }

    @Override
    void finish(ObjectNode record) {}
  },

  /**
   * Repeats the TCC's accident, to show what it does: values are sent whole, placeholder and all,
   * and an id of digits is written as a number, so that 000000148540 becomes 148540.
   */
  AS_THE_TCC_DID {
    @Override
    Cut cut(String value) {
      return Protection.none(value);
    }

    @Override
    void finish(ObjectNode record) {
      JsonNode id = record.get("id");
      if (id != null && id.isTextual() && id.textValue().matches("[0-9]+")) {
        record.put("id", new BigInteger(id.textValue()));
      }
    }
  };

  /** Takes a value apart into what is sent and what is not. */
  abstract Cut cut(String value);

  /** Does what is done to a record before it is written. */
  abstract void finish(ObjectNode record);
}
