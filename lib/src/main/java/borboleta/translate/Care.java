package borboleta.translate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** How a record is handled on its way to the engine and back. */
public enum Care {
  /** Sends prose alone and leaves everything else as it was. */
  PROTECTED {
    @Override
    Cut cut(String value, FixedTerms terms) {
      return Protection.cut(value, terms);
    }

    @Override
    byte[] id(Passage.Spot id) {
      return null;
    }
  },

  /**
   * Repeats the TCC's accident, to show what it does: values are sent whole, placeholder and all,
   * and an id of digits is written as a number, so that 000000148540 becomes 148540.
   */
  AS_THE_TCC_DID {
    @Override
    Cut cut(String value, FixedTerms terms) {
      return Protection.none(value);
    }

    @Override
    byte[] id(Passage.Spot id) {
      return id.isText() && id.text().matches("[0-9]+")
          ? new BigInteger(id.text()).toString().getBytes(StandardCharsets.US_ASCII)
          : null;
    }
  };

  /** Takes a value apart into what is sent and what is not. */
  abstract Cut cut(String value, FixedTerms terms);

  /** Returns what is written for a record's id, or null to leave it as it is. */
  abstract byte[] id(Passage.Spot id);
}
