package borboleta.translate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts segments: all, the different ones and those that a journal does not hold. */
final class Census {
  private static final int LOOKUP = 5_000;

  private final Journal journal;
  private final Engine engine;
  // 64 bits of each segment: enough to count 2 million without a single error expected.
  private final Set<Long> seen = new HashSet<>();
  private final List<String> unseen = new ArrayList<>();
  private long records;
  private long segments;
  private long characters;
  private long distinctCharacters;
  private long newSegments;
  private long newCharacters;

  Census(Journal journal, Engine engine) {
    this.journal = journal;
    this.engine = engine;
  }

  void add(Cut value) throws IOException {
    for (Cut.Piece piece : value.pieces()) {
      if (!piece.prose()) {
        continue;
      }
      int size = Packs.codePoints(piece.text());
      segments++;
      characters += size;
      if (seen.add(fingerprint(piece.text()))) {
        distinctCharacters += size;
        unseen.add(piece.text());
      }
    }
    if (unseen.size() >= LOOKUP) {
      lookUp();
    }
  }

  void endRecord() {
    records++;
  }

  Estimate estimate() throws IOException {
    lookUp();
    return new Estimate(
        records, segments, characters, seen.size(), distinctCharacters, newSegments, newCharacters);
  }

  private void lookUp() throws IOException {
    // Also refuses a segment over Google's limit, before anything is paid for.
    Packs.of(unseen);
    Set<String> known = journal.find(engine, unseen).keySet();
    for (String segment : unseen) {
      if (!known.contains(segment)) {
        newSegments++;
        newCharacters += Packs.codePoints(segment);
      }
    }
    unseen.clear();
  }

  /** FNV-1a over UTF-16 units, finished by SplittableRandom's mixer. */
  private static long fingerprint(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
