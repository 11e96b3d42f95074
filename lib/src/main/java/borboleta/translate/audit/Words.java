package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Counts the words of a text that belong to one language.
 *
 * @param all the words
 * @param letters the letters of all words
 * @param english small words of English that Portuguese has not
 * @param portuguese small words of Portuguese that English has not
 * @param spanish small words of Spanish that Portuguese has not
 * @param vocabulary words of English, small or not, that Portuguese has not
 */
record Words(
    List<String> all, int letters, int english, int portuguese, int spanish, int vocabulary) {
  // Words that both languages have (as, do, no, for, a, me) tell nothing and are in neither list.
  private static final Set<String> ENGLISH =
      set(
          "the is are was were of and to in with this that there it its on at by from which what who"
              + " where how an be been being have has had not their they he she his her you your we"
              + " our will would could can should or but also some these those than them then"
              + " because when if does did i my while into it's don't isn't there's he's she's"
              + " you're they're we're i'm can't doesn't aren't wasn't");
  private static final Set<String> PORTUGUESE =
      set(
          "o os um uma uns umas de da dos das em na nos nas e é que com para por pelo pela pelos pelas"
              + " ao à aos às não está estão são há mais mas ou como ele ela eles elas seu sua seus"
              + " suas isso isto este esse essa foi ser ter também muito muita onde quando qual quais"
              + " quantos quantas num numa até já sim quem porque você vocês nesta neste dele dela"
              + " deles delas uma enquanto pois sob tem têm pode");
  private static final Set<String> SPANISH =
      set(
          "el los las y en una del hay muy pero también con unos unas hacia sus qué cuál dónde"
              + " cuántos cuántas están imagen hombre mujer mientras");
  private static final Set<String> VOCABULARY = new HashSet<>(WordList.lines("english_words.txt"));

  /** The words and figures of a text, in small letters; an apostrophe within one belongs to it. */
  static List<String> in(String text) {
    List<String> words = new ArrayList<>();
    int length = text.length();
    for (int i = 0; i < length; i++) {
      int begin = i;
      while (i < length
          && (Character.isLetterOrDigit(text.charAt(i))
              || i > begin && isApostrophe(text, i, length))) {
        i++;
      }
      if (i > begin) {
        words.add(text.substring(begin, i).toLowerCase(Locale.ROOT).replace('’', '\''));
      }
    }
    return words;
  }

  private static boolean isApostrophe(String text, int i, int length) {
    return (text.charAt(i) == '\'' || text.charAt(i) == '’')
        && i + 1 < length
        && Character.isLetter(text.charAt(i + 1));
  }

  static Words of(String text) {
    return of(in(text));
  }

  /** Counts words; figures are left out. */
  static Words of(List<String> words) {
    List<String> all = new ArrayList<>(words.size());
    int letters = 0;
    int english = 0;
    int portuguese = 0;
    int spanish = 0;
    int vocabulary = 0;
    for (String word : words) {
      if (Character.isLetter(word.charAt(0))) {
        all.add(word);
        letters += word.length();
        boolean small = ENGLISH.contains(word);
        english += small ? 1 : 0;
        portuguese += PORTUGUESE.contains(word) ? 1 : 0;
        spanish += SPANISH.contains(word) ? 1 : 0;
        vocabulary += small || VOCABULARY.contains(word) ? 1 : 0;
      }
    }
    return new Words(all, letters, english, portuguese, spanish, vocabulary);
  }

  static boolean isSmallEnglish(String word) {
    return ENGLISH.contains(word);
  }

  static boolean isEnglish(String word) {
    return ENGLISH.contains(word) || VOCABULARY.contains(word);
  }

  private static Set<String> set(String words) {
    return new HashSet<>(Arrays.asList(words.split(" ")));
  }
}
