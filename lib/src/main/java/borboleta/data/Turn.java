package borboleta.data;

/** One turn of a conversation, with LLaVA's keys: {@code from} is "human" or "gpt". */
public record Turn(String from, String value) {
  /** The side that asks. */
  public static final String HUMAN = "human";

  /** The side that answers, and whose tokens are learnt. */
  public static final String GPT = "gpt";
}
