package borboleta.text;

/** Questions as they stand, for a model that was taught no dialogue and goes on from any text. */
public final class BareTemplate implements PromptTemplate {
  private final Tokenizer tokenizer;
  private final SpecialIds special;

  public BareTemplate(Tokenizer tokenizer, SpecialIds special) {
    this.tokenizer = tokenizer;
    this.special = special;
  }

  /** The turns one behind the other, each answer with an end, which are what the labels cover. */
  @Override
  public Sample encode(Conversation conversation) {
    TokenList ids = new TokenList().add(special.beginning());
    TokenList labels = new TokenList().add(ChatTemplate.IGNORE);
    for (Conversation.Round round : conversation.rounds()) {
      for (long id : tokenizer.encode(round.question())) {
        ids.add(id);
        labels.add(ChatTemplate.IGNORE);
      }
      if (round.answer() != null) {
        long[] answer = tokenizer.encode(round.answer());
        ids.addAll(answer).add(special.end());
        labels.addAll(answer).add(special.end());
      }
    }
    return new Sample(ids.toArray(), labels.toArray());
  }
}
