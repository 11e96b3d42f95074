package borboleta.data;

import java.util.List;

/**
 * One record of LLaVA's instruction data: an id, a picture's name and a conversation about it.
 *
 * <p>The id is a string and may begin with zeros. {@code image} is null for a record without a
 * picture.
 */
public record LlavaRecord(String id, String image, List<Turn> conversations) {
  /** Stands in the first human turn, where the picture's features go. */
  public static final String IMAGE_TOKEN = "<image>";

  public LlavaRecord {
    conversations = List.copyOf(conversations);
  }
}
