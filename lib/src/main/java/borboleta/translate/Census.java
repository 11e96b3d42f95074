package borboleta.translate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts segments: all, the different ones and those that a journal does not hold. */
final class Census {
  private static final int LOOKUP = 5_000;
  private static final String PLACEHOLDER = "<image>";

  private final Journal journal;
  private final Engine engine;
  private final Fingerprints seen = new Fingerprints();
  private final Fingerprints known = new Fingerprints();
  private final Fingerprints ids = new Fingerprints();
  private final List<String> unseen = new ArrayList<>();
  private long records;
  private long segments;
  private long characters;
  private long distinctCharacters;
  private long newSegments;
  private long newCharacters;
  private long repeatedIds;
  private long severalPlaceholders;
  private long invisible;
  private long broken;
  private long longLines;

  Census(Journal journal, Engine engine) {
    this.journal = journal;
    this.engine = engine;
  }

  void add(CutRecords.CutRecord record) throws IOException {
    remark(record.record());
    for (Cut cut : record.cuts()) {
      for (Cut.Piece piece : cut.pieces()) {
        if (piece.prose()) {
          add(piece.text());
        }
      }
    }
    if (unseen.size() >= LOOKUP) {
      lookUp();
    }
  }

  private void add(String segment) {
    int size = Packs.codePoints(segment);
    segments++;
    characters += size;
    if (seen.add(Fingerprints.of(segment))) {
      distinctCharacters += size;
      unseen.add(segment);
    }
  }

  private void remark(Passage record) {
    records++;
    if (record.id() != null && !ids.add(Fingerprints.of(record.id().text()))) {
      repeatedIds++;
    }
    int placeholders = 0;
    for (Passage.Spot value : record.values()) {
      String text = value.text();
      for (int at = text.indexOf(PLACEHOLDER); at >= 0; at = text.indexOf(PLACEHOLDER, at + 1)) {
        placeholders++;
      }
      remark(text);
    }
    severalPlaceholders += placeholders > 1 ? 1 : 0;
  }

  private void remark(String value) {
    boolean half = false;
    boolean hidden = false;
    int lineBegin = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n') {
        lineBegin = i + 1;
      } else if (i - lineBegin == Packs.GOOD_CODE_POINTS) {
        longLines++;
      }
      if (c < '\u200b') {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
        continue;
      }
      half |= Character.isSurrogate(c);
      hidden |= Character.getType(c) == Character.FORMAT;
    }
    broken += half ? 1 : 0;
    invisible += hidden ? 1 : 0;
  }

  Estimate estimate() throws IOException {
    lookUp();
    return new Estimate(
        records, segments, characters, seen.size(), distinctCharacters, newSegments, newCharacters);
  }

  Remarks remarks() {
    return new Remarks(repeatedIds, severalPlaceholders, invisible, broken, longLines);
  }

  /** Each segment, to be taken once; what the journal holds is taken already. */
  Fingerprints fresh() {
    seen.takeAll(known);
    return seen;
  }

  private void lookUp() throws IOException {
    // Also refuses a segment over Google's limit, before anything is paid for.
    Packs.of(unseen);
    Set<String> kept = journal.find(engine, unseen).keySet();
    for (String segment : unseen) {
      if (kept.contains(segment)) {
        known.add(Fingerprints.of(segment));
      } else {
        newSegments++;
        newCharacters += Packs.codePoints(segment);
      }
    }
    unseen.clear();
  }
}
