package borboleta.translate.audit.measure;

import static borboleta.translate.audit.measure.StructureDamages.at;

import borboleta.translate.audit.measure.Damage.Files;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What happens to prose: rows 9 to 14 of the audit. */
final class ProseDamages {
  private static final String SENTENCE_END = "(?<=[.!?])\\s+";
  private static final List<String> SPANISH =
      List.of(
          "El hombre está sentado en una silla cerca de la ventana.",
          "Hay muchas personas en la calle, pero no se ven los coches.",
          "La mujer lleva un abrigo amarillo y una bolsa muy grande.");
  private static final Map<String, String> OTHERS =
      Map.of(
          "vermelho",
          "azul",
          "azul",
          "verde",
          "amarela",
          "vermelha",
          "branco",
          "preto",
          "esquerda",
          "direita",
          "direita",
          "esquerda",
          "grande",
          "pequena",
          "pequeno",
          "grande",
          "homem",
          "mulher");
  private static final Map<String, String> EUROPEAN =
      Map.of(
          "ônibus",
          "autocarro",
          "trem",
          "comboio",
          "geladeira",
          "frigorífico",
          "esporte",
          "desporto",
          "banheiro",
          "casa de banho",
          "xícara",
          "chávena",
          "equipe",
          "equipa",
          "grama",
          "relva",
          "está ",
          "está a fazer ",
          "caminhão",
          "camião");
  private static final Map<String, String> IDIOMS =
      Map.of(
          "It is a piece of cake.", "É um pedaço de bolo.",
          "It is raining cats and dogs.", "Está chovendo gatos e cachorros.",
          "They kill two birds with one stone.", "Eles matam dois pássaros com uma pedra.",
          "He let the cat out of the bag.", "Ele deixou o gato sair da bolsa.");

  private ProseDamages() {}

  static List<Damage> all() {
    List<Damage> all = new ArrayList<>();
    String language = "language";
    all.add(Damage.text(language, "left in English", (s, t, r) -> prose(s) ? s : null));
    all.add(Damage.text(language, "sentence left", ProseDamages::leaveSentence));
    all.add(
        Damage.text(
            language, "short answer left", (s, t, r) -> s.length() < 25 && prose(s) ? s : null));
    all.add(Damage.text(language, "sentence in Spanish", ProseDamages::spanish));
    all.add(Damage.text("length", "cut off", ProseDamages::cut));
    all.add(Damage.text("length", "nothing left", (s, t, r) -> ""));
    all.add(Damage.text("length", "last sentence lost", ProseDamages::dropLast));
    all.add(Damage.text("repetition", "loop", ProseDamages::loop));
    all.add(Damage.text("repetition", "row of dots", (s, t, r) -> t + " . . . .........."));
    all.add(Damage.text("repetition", "sentence twice", ProseDamages::sentenceTwice));
    new TreeMap<>(EUROPEAN)
        .forEach(
            (brazil, portugal) ->
                all.add(
                    Damage.text(
                        "variety", portugal.strip(), (s, t, r) -> word(t, brazil, portugal))));
    all.add(new Damage("consistency", "another wording", ProseDamages::reword));
    all.add(Damage.text("meaning", "yes and no", ProseDamages::deny));
    new TreeMap<>(OTHERS)
        .forEach(
            (is, becomes) ->
                all.add(
                    Damage.text(
                        "meaning", is + " to " + becomes, (s, t, r) -> word(t, is, becomes))));
    all.add(new Damage("glossary", "another record's text", ProseDamages::otherText));
    all.add(new Damage("idioms", "word for word", ProseDamages::idiom));
    return all;
  }

  /** Whether a text has English in it that must not stay: two small words, or a common one. */
  private static boolean prose(String source) {
    return Pattern.compile(
            "(?i)\\b(?:the|is|are|there|a|an|of|with|yes|no|white|blue|red|two|left)\\b")
        .matcher(source)
        .find();
  }

  private static String leaveSentence(String source, String translated, SplittableRandom random) {
    String[] from = source.split(SENTENCE_END);
    String[] to = translated.split(SENTENCE_END);
    int which = random.nextInt(from.length);
    return from.length != to.length || from.length < 2 || from[which].split(" ").length < 4
        ? null
        : translated.replace(to[which], from[which]);
  }

  private static String spanish(String source, String translated, SplittableRandom random) {
    String[] to = translated.split(SENTENCE_END);
    return to.length < 2
        ? null
        : translated.replace(
            to[random.nextInt(to.length)], SPANISH.get(random.nextInt(SPANISH.size())));
  }

  private static String cut(String source, String translated, SplittableRandom random) {
    int length = translated.length();
    return length < 30 ? null : translated.substring(0, length * (3 + random.nextInt(4)) / 10);
  }

  private static String dropLast(String source, String translated, SplittableRandom random) {
    String[] to = translated.split(SENTENCE_END);
    return to.length < 3
        ? null
        : translated.substring(0, translated.lastIndexOf(to[to.length - 1])).strip();
  }

  private static String loop(String source, String translated, SplittableRandom random) {
    String[] words = translated.split(" ");
    if (words.length < 6) {
      return null;
    }
    String tail = String.join(" ", List.of(words).subList(words.length - 4, words.length));
    return translated + (" " + tail).repeat(4);
  }

  private static String sentenceTwice(String source, String translated, SplittableRandom random) {
    String[] to = translated.split(SENTENCE_END);
    String sentence = to[random.nextInt(to.length)];
    return sentence.length() < 20 ? null : translated.replace(sentence, sentence + " " + sentence);
  }

  private static String word(String text, String is, String becomes) {
    String after =
        text.replaceFirst("(?<!\\p{L})" + is + (is.endsWith(" ") ? "" : "(?!\\p{L})"), becomes);
    return after.equals(text) ? null : after;
  }

  private static String deny(String source, String translated, SplittableRandom random) {
    if (translated.equals("sim") || translated.equals("não")) {
      return translated.equals("sim") ? "não" : "sim";
    }
    if (translated.startsWith("Sim")) {
      return "Não" + translated.substring(3);
    }
    return translated.startsWith("Não")
        ? "Sim" + translated.substring(3)
        : at(translated, Pattern.compile("(?<= )não "), "", random);
  }

  /** Words a text otherwise that the file says at least three times. */
  private static boolean reword(Files files, int index, SplittableRandom random) {
    JsonNode turn = files.source().get(index).at("/conversations/0");
    String text = turn.path("value").asText();
    long same =
        files.source().stream()
            .filter(record -> record.at("/conversations/0/value").asText().equals(text))
            .count();
    if (same < 3 || files.turn(index, 0).path("value").asText().contains("Por favor")) {
      return false;
    }
    ObjectNode spoiled = (ObjectNode) files.turn(index, 0);
    String value = spoiled.path("value").asText();
    MatchResult word =
        Pattern.compile("\\p{L}{2,}")
            .matcher(value.replace("<image>", "       "))
            .results()
            .findFirst()
            .orElseThrow();
    spoiled.put(
        "value", value.substring(0, word.start()) + "Por favor, " + value.substring(word.start()));
    return true;
  }

  private static boolean otherText(Files files, int index, SplittableRandom random) {
    int other = random.nextInt(files.translated().size());
    JsonNode from = files.translated().get(other).path("conversations");
    JsonNode to = files.translated().get(index).path("conversations");
    if (other == index || from.size() != to.size()) {
      return false;
    }
    for (int i = 0; i < to.size(); i++) {
      ((ObjectNode) to.get(i)).set("value", from.get(i).get("value"));
    }
    return true;
  }

  private static boolean idiom(Files files, int index, SplittableRandom random) {
    List<String> idioms = IDIOMS.keySet().stream().sorted().toList();
    String english = idioms.get(random.nextInt(idioms.size()));
    append(files.source().get(index), " " + english);
    append(files.translated().get(index), " " + IDIOMS.get(english));
    return true;
  }

  private static void append(ObjectNode record, String text) {
    ObjectNode last =
        (ObjectNode) record.at("/conversations/" + (record.path("conversations").size() - 1));
    last.put("value", last.path("value").asText() + text);
  }
}
