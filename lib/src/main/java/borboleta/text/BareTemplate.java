package borboleta.text;

/** Questions as they stand, for a model that was taught no dialogue and goes on from any text. */
public final class BareTemplate implements PromptTemplate {
  private final Tokenizer tokenizer;
  private final SpecialIds special;
  private final ImageTokens tokens;

  public BareTemplate(Tokenizer tokenizer, SpecialIds special) {
    this.tokenizer = tokenizer;
    this.special = special;
    this.tokens = new ImageTokens(tokenizer, special);
  }

  /** The turns one behind the other, each answer with an end, which are what the labels cover. */
  @Override
  public Sample encode(Conversation conversation) {
    TokenList ids = TokenList.from(special);
    TokenList labels = new TokenList().fill(ChatTemplate.IGNORE, ids.size());
    for (Conversation.Round round : conversation.rounds()) {
      add(ids, round.question());
      labels.fill(ChatTemplate.IGNORE, ids.size());
      if (round.answer() != null) {
        long[] answer = tokenizer.encode(round.answer());
        ids.addAll(answer).add(special.end());
        labels.addAll(answer).add(special.end());
      }
    }
    return tokens.expand(ids.toArray(), labels.toArray());
  }

  /** A model of words alone has no other meaning for {@code <image>} than its letters. */
  private void add(TokenList ids, String text) {
    if (special.patches() == 0) {
      ids.addAll(tokenizer.encode(text));
    } else {
      tokens.add(ids, text);
    }
  }
}
