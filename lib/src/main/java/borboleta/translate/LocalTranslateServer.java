package borboleta.translate;

import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.FaultScript;
import borboleta.translate.emulator.Phrasebook;
import java.io.IOException;

/**
 * A server on this machine that speaks the protocol of Google Cloud Translation v3: the {@link
 * Emulator} as the notebooks use it, without chance.
 *
 * <p>It translates what its {@link Phrasebook} knows and returns the rest as it came, and says
 * which: an answer's model ends in the phrasebook's name, with "/unchanged" after it for what it
 * did not know. It holds Google's limits and refuses with Google's codes.
 */
public final class LocalTranslateServer implements AutoCloseable {
  private final Emulator emulator;

  private LocalTranslateServer(Emulator emulator) {
    this.emulator = emulator;
  }

  /**
   * Starts a server on 127.0.0.1 and a free port.
   *
   * @param fault whether a placeholder that a client sends comes back broken, {@code <image>} as
   *     {@code <imagem>}: the TCC's own accident
   */
  public static LocalTranslateServer start(Phrasebook phrasebook, boolean fault)
      throws IOException {
    FaultScript script = fault ? FaultScript.load("imagem") : FaultScript.NONE;
    return new LocalTranslateServer(
        Emulator.start(Emulator.Settings.of(phrasebook).withFaults(script, 0)));
  }

  /** Host and port for {@link GoogleSettings#withEndpoint}. */
  public String endpoint() {
    return emulator.grpcEndpoint();
  }

  /** Calls that were answered. */
  public long calls() {
    return emulator.counts().answered();
  }

  /** Strings that were answered, and would have been billed. */
  public long strings() {
    return emulator.counts().strings();
  }

  /** Code points that were answered, and would have been billed. */
  public long characters() {
    return emulator.counts().characters();
  }

  /** Strings that the phrasebook did not know and that went back as they came. */
  public long unchanged() {
    return emulator.counts().unchanged();
  }

  @Override
  public void close() {
    emulator.close();
  }
}
