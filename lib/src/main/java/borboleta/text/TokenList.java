package borboleta.text;

import java.util.Arrays;

/** Ids that grow one by one. */
final class TokenList {
  private long[] ids = new long[64];
  private int size;

  /** Ids that begin as every prompt of a model does. */
  static TokenList from(PromptTemplate.SpecialIds special) {
    TokenList ids = new TokenList();
    return special.hasBeginning() ? ids.add(special.beginning()) : ids;
  }

  TokenList add(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
    return this;
  }

  TokenList addAll(long[] more) {
    for (long id : more) {
      add(id);
    }
    return this;
  }

  /** Adds an id as often as it takes for a size. */
  TokenList fill(long id, int size) {
    while (this.size < size) {
      add(id);
    }
    return this;
  }

  int size() {
    return size;
  }

  long[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}
