package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row 13 of the audit: yes stays yes, red stays red and left stays left.
 *
 * <p>Words come in families, such as the colours. A fault is a word of a family that became another
 * of it: one is missing and one is there that the source has not.
 */
final class MeaningCheck implements Check {
  private record Member(String family, String name) {}

  private static final List<Member> MEMBERS = new ArrayList<>();
  private static final Map<String, Integer> ENGLISH = new HashMap<>();
  // Beginnings of words; one with a $ behind it is a whole word.
  private static final Map<String, List<Integer>> PORTUGUESE = new HashMap<>();
  private static final int LONGEST;

  static {
    for (String[] row : WordList.rows("families.tsv")) {
      int member = MEMBERS.size();
      String[] words = row[1].split("\\|");
      MEMBERS.add(new Member(row[0], words[0]));
      for (String word : words) {
        ENGLISH.put(word, member);
      }
      for (String beginning : row[2].split("\\|")) {
        PORTUGUESE.computeIfAbsent(beginning, key -> new ArrayList<>()).add(member);
      }
    }
    LONGEST = PORTUGUESE.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  private static final Set<String> NEGATIVE =
      Set.of("no", "not", "never", "none", "nothing", "nobody", "without", "cannot");
  private static final Set<String> STRICT = Set.of("colour", "side", "size", "person");
  private static final Pattern YES = Pattern.compile("(?i)^\\s*yes(?=[\\s,.;:!—-]|$)");
  private static final Pattern NO =
      Pattern.compile(
          "(?i)^\\s*no(?=\\s*[,.;:!—-]|\\s*$|\\s+(?:it|he|she|they|there|the|I|we|you) )");
  private static final Pattern SIM = Pattern.compile("(?i)^\\s*sim(?!\\p{L})");
  private static final Pattern NAO = Pattern.compile("(?i)^\\s*não(?!\\p{L})");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\R+");
  private static final Pattern ANY_NOT =
      Pattern.compile(
          "(?i)\\b(?:no|not|never|none|nothing|nobody|nowhere|neither|nor|without|hardly|rarely|avoid\\w*|unless|only|rather|lack\\w*|fail\\w*|few|little|instead|but|until|than|absen\\w+|free|miss\\w+|stop\\w*|prevent\\w*|cannot|(?:un|in|im|dis|non)\\w+|\\w+less)\\b|n['’]t\\b");
  private static final Pattern ANY_NO =
      Pattern.compile("(?i)\\b(?:no|not|never|none|nothing|nobody|without|cannot)\\b|n['’]t\\b");
  private static final Pattern NEGATED =
      Pattern.compile(
          "(?iu)(?<!\\p{L})(?:não|nem|nunca|jamais|sem|nenhum\\p{L}*|nada|ninguém|tampouco)(?!\\p{L})");
  // What says no in another way: impossível, evita, deixa de.
  private static final Pattern DECLINED =
      Pattern.compile(
          "(?iu)(?<!\\p{L})(?:impo|inca|invá|insu|inde|irre|des|evit|deix|falt|exceto|apenas)");
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
      if (YES.matcher(source).lookingAt() && NAO.matcher(translated).lookingAt()) {
        faults.add(turn.where(), "Sim", "Não");
      } else if (NO.matcher(source).lookingAt() && SIM.matcher(translated).lookingAt()) {
        faults.add(turn.where(), "Não", "Sim");
      } else {
        negation(turn, source, translated, faults);
      }
      families(turn, faults);
    }
  }

  /** Compares sentence by sentence, where there are as many of them, or the whole. */
  private static void negation(
      Pair.TurnPair turn, String source, String translated, Faults faults) {
    if (!ANY_NO.matcher(source).lookingAt() && !DENIED.matcher(translated).find()) {
      return;
    }
    String[] from = SENTENCE_END.split(source);
    String[] to = SENTENCE_END.split(translated);
    if (from.length != to.length) {
      from = new String[] {source};
      to = new String[] {translated};
    }
    for (int i = 0; i < from.length; i++) {
      int before = count(ANY_NO, from[i]);
      int after = count(NEGATED, to[i]);
      boolean declined = after == 0 && DECLINED.matcher(to[i]).find();
      if (before > after && !declined) {
        faults.add(turn.where(), "a negation", Shown.cut(to[i]));
        return;
      } else if (DENIED.matcher(to[i]).find() && !ANY_NOT.matcher(from[i]).find()) {
        faults.add(turn.where(), "no negation", Shown.cut(to[i]));
        return;
      }
    }
  }

  private static void families(Pair.TurnPair turn, Faults faults) {
    int[] before = new int[MEMBERS.size()];
    boolean any = false;
    for (String word : turn.sourceWords()) {
      Integer member = ENGLISH.get(word);
      if (member != null) {
        before[member]++;
        any = true;
      }
    }
    if (!any) {
      return;
    }
    int[] after = counts(turn.translatedWords());
    for (int lost = 0; lost < before.length; lost++) {
      Member missing = MEMBERS.get(lost);
      if (before[lost] > 0 && after[lost] < (isStrict(missing) ? before[lost] : 1)) {
        for (int found = 0; found < before.length; found++) {
          Member other = MEMBERS.get(found);
          if (found != lost
              && other.family().equals(missing.family())
              && after[found] > before[found]
              && (before[found] == 0 || isStrict(other))) {
            faults.add(turn.where(), missing.name(), other.name());
            return;
          }
        }
      }
    }
  }

  private static int[] counts(List<String> words) {
    int[] counts = new int[MEMBERS.size()];
    for (String word : words) {
      BitSet members = new BitSet();
      for (int end = 2; end <= Math.min(word.length(), LONGEST); end++) {
        PORTUGUESE.getOrDefault(word.substring(0, end), List.of()).forEach(members::set);
      }
      PORTUGUESE.getOrDefault(word + "$", List.of()).forEach(members::set);
      members.stream().forEach(member -> counts[member]++);
    }
    return counts;
  }

  private static boolean isNegative(String word) {
    return word.endsWith("n't") || NEGATIVE.contains(word);
  }

  /** Whether a word is said as often in both languages: of colours and sides, yes. */
  private static boolean isStrict(Member member) {
    return STRICT.contains(member.family());
  }

  private static int count(Pattern pattern, String text) {
    int count = 0;
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      count++;
    }
    return count;
  }
}
