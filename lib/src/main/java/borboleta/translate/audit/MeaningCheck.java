package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Row 13 of the audit: yes stays yes, red stays red and left stays left.
 *
 * <p>Words come in families, such as the colours. A fault is a word of a family that became another
 * of it: one is missing and one is there that the source has not.
 */
final class MeaningCheck implements Check {
  private record Member(String family, String name, Pattern english, Pattern portuguese) {}

  private static final List<Member> MEMBERS =
      WordList.rows("families.tsv").stream()
          .map(
              row ->
                  new Member(
                      row[0],
                      row[1].split("\\|")[0],
                      words("(?:" + row[1] + ")(?![\\p{L}-])"),
                      words("(?:" + row[2] + ")")))
          .toList();
  private static final Pattern YES = Pattern.compile("(?i)^\\s*yes(?=[\\s,.;:!—-]|$)");
  private static final Pattern NO =
      Pattern.compile(
          "(?i)^\\s*no(?=\\s*[,.;:!—-]|\\s*$|\\s+(?:it|he|she|they|there|the|I|we|you) )");
  private static final Pattern SIM = Pattern.compile("(?i)^\\s*sim(?!\\p{L})");
  private static final Pattern NAO = Pattern.compile("(?i)^\\s*não(?!\\p{L})");
  private static final Pattern NOT =
      Pattern.compile(
          "(?i)\\b(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should)(?:n['’]t| not)\\b(?! (?:only|just))");
  private static final Pattern ANY_NOT =
      Pattern.compile(
          "(?i)\\b(?:no|not|never|none|nothing|nobody|nowhere|neither|nor|without|hardly|rarely|avoid\\w*|unless|only|rather|lack\\w*|fail\\w*|few|little|instead|but|until|than|absen\\w+|free|miss\\w+|stop\\w*|prevent\\w*|cannot|(?:un|in|im|dis|non)\\w+|\\w+less)\\b|n['’]t\\b");
  private static final Pattern NEGATED =
      Pattern.compile(
          "(?iu)(?<!\\p{L})(?:não|nem|nunca|jamais|sem|nenhum\\p{L}*|nada|ninguém|tampouco|in\\p{L}+|im\\p{L}+|des\\p{L}+|evit\\p{L}+|deix\\p{L}+|falt\\p{L}+)(?!\\p{L})");
  private static final Pattern DENIED = Pattern.compile("(?iu)(?<!\\p{L})não(?!\\p{L})");

  @Override
  public String name() {
    return "meaning";
  }

  @Override
  public String explanation() {
    return "Yes and no, colours, sides, sizes and opposites stay what they are: such a slip reads"
        + " well and teaches a model the contrary of its picture.";
  }

  @Override
  public String example() {
    return "a red car on the left became um carro azul à direita";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      if (YES.matcher(source).find() && NAO.matcher(translated).find()) {
        faults.add(turn.where(), "Sim", "Não");
      } else if (NO.matcher(source).find() && SIM.matcher(translated).find()) {
        faults.add(turn.where(), "Não", "Sim");
      } else {
        negation(turn, source, translated, faults);
      }
      families(turn, source, translated, faults);
    }
  }

  private static void negation(
      Pair.TurnPair turn, String source, String translated, Faults faults) {
    if (NOT.matcher(source).find() && !NEGATED.matcher(translated).find()) {
      faults.add(turn.where(), "a negation", "none");
    } else if (DENIED.matcher(translated).find() && !ANY_NOT.matcher(source).find()) {
      faults.add(turn.where(), "no negation", "não");
    }
  }

  private static void families(
      Pair.TurnPair turn, String source, String translated, Faults faults) {
    Map<String, List<Member>> lost = new LinkedHashMap<>();
    for (Member member : MEMBERS) {
      if (member.english().matcher(source).find()
          && !member.portuguese().matcher(translated).find()) {
        lost.computeIfAbsent(member.family(), family -> new ArrayList<>()).add(member);
      }
    }
    if (lost.isEmpty()) {
      return;
    }
    for (Member member : MEMBERS) {
      List<Member> missing = lost.get(member.family());
      if (missing != null
          && member.portuguese().matcher(translated).find()
          && !member.english().matcher(source).find()) {
        faults.add(turn.where(), missing.get(0).name(), member.name());
        return;
      }
    }
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile(
        "(?<![\\p{L}-])" + alternatives, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
