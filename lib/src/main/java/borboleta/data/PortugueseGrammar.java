package borboleta.data;

import java.util.List;
import java.util.SplittableRandom;

/** Says scenes in Brazilian Portuguese, from its own rules and not from the English sentences. */
public final class PortugueseGrammar implements Grammar {
  private static final List<String> CAPTION_REQUESTS =
      List.of(
          "Descreva a imagem.", "Descreva a imagem em uma frase.", "Diga o que a imagem mostra.");

  @Override
  public Question say(Scene scene, Ask ask) {
    Thing subject = ask.subject(scene).orElse(null);
    return switch (ask.kind()) {
      case COUNT -> question(ask, "Quantas coisas há na imagem?", "" + scene.things().size());
      case COLOUR -> question(ask, "Qual é a cor do fundo?", color(scene.ground()));
      case WHAT ->
          question(
              ask, "O que está %s?".formatted(place(ask.cell())), indefinite(subject.concept()));
      case WHERE ->
          question(ask, "Onde está %s?".formatted(definite(ask.concept())), place(subject.cell()));
      case THERE ->
          question(
              ask, "Há %s?".formatted(indefinite(ask.concept())), subject == null ? "não" : "sim");
      case CATEGORY ->
          question(
              ask,
              "Qual coisa é %s?".formatted(category(ask.category())),
              definite(subject.concept()));
    };
  }

  @Override
  public String caption(Scene scene) {
    StringBuilder caption = new StringBuilder();
    for (int i = 0; i < scene.things().size(); i++) {
      if (i > 0) {
        caption.append(i == scene.things().size() - 1 ? " e " : ", ");
      }
      Thing thing = scene.things().get(i);
      caption.append(
          "%s %s %s".formatted(indefinite(thing.concept()), size(thing), place(thing.cell())));
    }
    caption.append(" sobre um fundo %s.".formatted(color(scene.ground())));
    caption.setCharAt(0, Character.toUpperCase(caption.charAt(0)));
    return caption.toString();
  }

  @Override
  public String captionRequest(SplittableRandom random) {
    return CAPTION_REQUESTS.get(random.nextInt(CAPTION_REQUESTS.size()));
  }

  private static Question question(Ask ask, String text, String answer) {
    return new Question(ask.kind(), text, answer);
  }

  private static String indefinite(Concept concept) {
    return (feminine(concept) ? "uma " : "um ") + concept.portuguese();
  }

  private static String definite(Concept concept) {
    return (feminine(concept) ? "a " : "o ") + concept.portuguese();
  }

  private static String size(Thing thing) {
    if (thing.size() == Size.LARGE) {
      return "grande";
    }
    return feminine(thing.concept()) ? "pequena" : "pequeno";
  }

  private static boolean feminine(Concept concept) {
    return concept.gender() == Gender.FEMININE;
  }

  /** In the masculine, as "fundo" is. */
  private static String color(Ground ground) {
    return switch (ground) {
      case WHITE -> "branco";
      case RED -> "vermelho";
      case BLUE -> "azul";
      case GREEN -> "verde";
      case YELLOW -> "amarelo";
      case GRAY -> "cinza";
    };
  }

  private static String place(Cell cell) {
    return switch (cell) {
      case TOP_LEFT -> "em cima à esquerda";
      case TOP_RIGHT -> "em cima à direita";
      case BOTTOM_LEFT -> "embaixo à esquerda";
      case BOTTOM_RIGHT -> "embaixo à direita";
    };
  }

  private static String category(Category category) {
    return switch (category) {
      case ANIMAL -> "um animal";
      case PLANT -> "uma planta";
      case FOOD -> "uma comida";
      case VEHICLE -> "um veículo";
      case TOOL -> "uma ferramenta";
      case CLOTHING -> "uma roupa";
      case PLACE -> "um lugar";
    };
  }
}
