package borboleta.text;

import java.util.regex.Pattern;

/**
 * Ids of a prompt with {@code <image>} in it as LLaVA makes them: the text between two pictures is
 * tokenized by itself (LLaVA, {@code mm_utils.py}, {@code tokenizer_image_token}).
 */
final class ImageTokens {
  private static final Pattern IMAGE = Pattern.compile(ChatTemplate.IMAGE, Pattern.LITERAL);

  private final Tokenizer tokenizer;
  private final PromptTemplate.SpecialIds special;

  ImageTokens(Tokenizer tokenizer, PromptTemplate.SpecialIds special) {
    this.tokenizer = tokenizer;
    this.special = special;
  }

  /** Ids of a prompt, with the beginning before it and one image token for each picture. */
  long[] encode(String prompt) {
    return add(TokenList.from(special), prompt).toArray();
  }

  /** Adds the ids of a text to others. */
  TokenList add(TokenList ids, String text) {
    boolean first = true;
    for (String chunk : IMAGE.split(text, -1)) {
      if (!first) {
        ids.add(special.image());
      }
      first = false;
      if (!chunk.isEmpty()) {
        ids.addAll(tokenizer.encode(chunk));
      }
    }
    return ids;
  }

  /** The sample with as many image tokens as a picture has patches. */
  Sample expand(long[] ids, long[] labels) {
    TokenList longIds = new TokenList();
    TokenList longLabels = new TokenList();
    for (int i = 0; i < ids.length; i++) {
      boolean picture = special.patches() > 0 && ids[i] == special.image();
      int times = picture ? special.patches() : 1;
      for (int k = 0; k < times; k++) {
        longIds.add(ids[i]);
        longLabels.add(labels[i]);
      }
    }
    return new Sample(longIds.toArray(), longLabels.toArray());
  }
}
