package borboleta.translate;

import java.util.Arrays;
import java.util.BitSet;

/** A set of texts by 64 bits of each: for 2 million, not a single error is to be expected. */
final class Fingerprints {
  private long[] slots = new long[1 << 12];
  private final BitSet taken = new BitSet();
  private int size;

  /** FNV-1a over UTF-16 units, finished by SplittableRandom's mixer. Never 0. */
  static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }

  /** Adds one; false when it was there. Nothing may be added after the first {@link #take}. */
  boolean add(long fingerprint) {
    int slot = slot(fingerprint);
    if (slots[slot] == fingerprint) {
      return false;
    }
    slots[slot] = fingerprint;
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  /** Whether one is there and asked for the first time. */
  boolean take(long fingerprint) {
    int slot = slot(fingerprint);
    if (slots[slot] != fingerprint || taken.get(slot)) {
      return false;
    }
    taken.set(slot);
    return true;
  }

  /** Counts those of another set as asked for. */
  void takeAll(Fingerprints others) {
    Arrays.stream(others.slots).filter(f -> f != 0).forEach(this::take);
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    Arrays.stream(old).filter(f -> f != 0).forEach(f -> slots[slot(f)] = f);
  }

  private int slot(long fingerprint) {
    int slot = (int) fingerprint & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != fingerprint) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
