package borboleta.generate;

import borboleta.text.Tokenizer;
import java.util.List;
import java.util.Set;

/**
 * What ends an answer.
 *
 * @param ends tokens that end it and are no part of it
 * @param stops texts that end it
 * @param maxTokens most tokens
 */
record Ending(Tokenizer tokenizer, Set<Integer> ends, List<String> stops, int maxTokens) {
  boolean isEnd(long token) {
    return ends.contains((int) token);
  }

  /** Whether an answer of these tokens is over with its last one. */
  boolean isOver(long[] tokens) {
    return tokens.length == maxTokens
        || isEnd(tokens[tokens.length - 1])
        || (!stops.isEmpty() && stops.stream().anyMatch(tokenizer.decode(tokens)::contains));
  }

  /** The text of tokens, without white space at either end. */
  String text(long[] tokens) {
    return tokenizer.decode(tokens).strip();
  }
}
