package borboleta.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a file of the size and mix of LLaVA-Instruct-150K, of sentences that mean nothing: for
 * measurements, where the data themselves may not be at hand.
 *
 * <p>Conversations, detailed descriptions and complex reasoning come in LLaVA's proportions (58, 23
 * and 77 of 158), with its layout, its ids that repeat, its placeholder before or after the first
 * question, its paragraphs and its fixed requests for a description.
 */
public final class LlavaLike {
  /** Records of the whole set. */
  public static final int ALL = 158_000;

  private static final String[] WORDS =
      """
      the a of and in is on to with are that for as it this image at be their by can an or from
      scene which people may while also man they additionally could his other some has near there
      table one such suggests various two standing street sitting several background appears woman
      wearing environment around visible person being more these group area creating possible into
      field setting activity might likely red white large each city playing indicates well different
      atmosphere position car dog cat kitchen building small together behind food time placed enjoy
      water horse front walking air capturing ball left right side snow bench tree beach motorcycle
      during holding baseball bus train umbrella traffic sign board skateboard moment tennis player
      game chair close open light safety important experience social individuals casual attention
      interaction furthermore consider factors ensuring participants comfortable preparing delicious
      surrounded observing arranged outdoor colorful plate pizza cake vegetables bowl laptop clock
      living room couch bed window door refrigerator giraffe elephant zebra bear sheep bird cow
      boat river mountain sky kite park grass wave surfboard ocean equipment crowd event celebration"""
          .split("\\s+");

  private static final List<String> DESCRIBE =
      List.of(
          "Describe the following image.",
          "Provide a detailed description of the given image",
          "Give an elaborate explanation of the image you see",
          "Share a comprehensive rundown of the presented image",
          "Offer a thorough analysis of the image",
          "Explain the various aspects of the image before you",
          "Clarify the contents of the displayed image with great detail",
          "Characterize the image using a well-detailed description",
          "Break down the elements of the image in a detailed manner",
          "Walk through the important details of the image",
          "Can you describe the main features of this image for me?");

  private final SplittableRandom random;

  private LlavaLike(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Writes so many records: the same for the same seed. */
  public static void write(Path file, int records, long seed) throws IOException {
    LlavaLike maker = new LlavaLike(seed);
    WholeFile.write(file, out -> maker.write(out, records));
  }

  private void write(BufferedWriter out, int records) throws IOException {
    out.write("[");
    for (int i = 0; i < records; i++) {
      out.write(i == 0 ? "\n" : ",\n");
      String id = "%012d".formatted(random.nextInt(Math.max(1, records / 2)) * 7L);
      out.write("  {\n    \"id\": \"" + id + "\",\n    \"image\": \"" + id + ".jpg\",\n");
      out.write("    \"conversations\": [\n");
      int kind = i % 158;
      if (kind < 58) {
        conversation(out);
      } else if (kind < 81) {
        pair(out, ask(DESCRIBE.get(random.nextInt(DESCRIBE.size()))), paragraphs(120), true);
      } else {
        pair(out, ask(question()), paragraphs(138), true);
      }
      out.write("\n    ]\n  }");
    }
    out.write("\n]\n");
  }

  private void conversation(BufferedWriter out) throws IOException {
    int pairs = 4 + random.nextInt(3);
    for (int i = 0; i < pairs; i++) {
      String question = i == 0 ? ask(question()) : question();
      // Many answers are short, and come again and again.
      String answer = random.nextInt(20) == 0 ? "Yes." : sentences(18 + random.nextInt(40));
      pair(out, question, answer, i == pairs - 1);
    }
  }

  private String ask(String question) {
    return random.nextBoolean() ? "<image>\\n" + question : question + "\\n<image>";
  }

  private static void pair(BufferedWriter out, String question, String answer, boolean last)
      throws IOException {
    turn(out, "human", question);
    out.write(",\n");
    turn(out, "gpt", answer);
    out.write(last ? "" : ",\n");
  }

  private static void turn(BufferedWriter out, String from, String value) throws IOException {
    out.write("      {\n        \"from\": \"" + from + "\",\n        \"value\": \"" + value);
    out.write("\"\n      }");
  }

  private String question() {
    StringBuilder question = new StringBuilder("What ");
    words(question, 6 + random.nextInt(8));
    return question.append('?').toString();
  }

  private String paragraphs(int words) {
    int count = 2 + random.nextInt(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : "\\n\\n").append(sentences(words / count));
    }
    return text.toString();
  }

  private String sentences(int words) {
    StringBuilder text = new StringBuilder();
    for (int left = words; left > 0; ) {
      int length = Math.min(left, 8 + random.nextInt(14));
      text.append(text.length() == 0 ? "" : " ");
      int begin = text.length();
      words(text, length);
      text.setCharAt(begin, Character.toUpperCase(text.charAt(begin)));
      text.append(random.nextInt(40) == 0 ? " (about " + random.nextInt(2000) + ")." : ".");
      left -= length;
    }
    return text.toString();
  }

  private void words(StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      double chance = random.nextDouble();
      text.append(i == 0 ? "" : " ").append(WORDS[(int) (WORDS.length * chance * chance)]);
    }
  }
}
