package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrammarTests {
  private static final Scene SCENE =
      new Scene(
          Ground.YELLOW,
          List.of(
              new Thing(Npm.concept("banana"), Cell.BOTTOM_RIGHT, Size.SMALL, 0, 0),
              new Thing(Npm.concept("elephant"), Cell.TOP_LEFT, Size.SMALL, 0, 0),
              new Thing(Npm.concept("axe"), Cell.TOP_RIGHT, Size.LARGE, 0, 0)));

  private final Grammar english = new EnglishGrammar();
  private final Grammar portuguese = new PortugueseGrammar();

  @Test
  void captionsNameThingsInReadingOrderWithAgreement() {
    assertEquals(
        "A small elephant at the top left, a large axe at the top right and a small banana at the bottom right"
            + " on a yellow background.",
        english.caption(SCENE));
    assertEquals(
        "Um elefante pequeno em cima à esquerda, um machado grande em cima à direita e uma banana pequena"
            + " embaixo à direita sobre um fundo amarelo.",
        portuguese.caption(SCENE));
  }

  @Test
  void everyKindIsSaidInBothLanguages() {
    Concept banana = Npm.concept("banana");
    said(
        Ask.count(),
        "How many things are in the picture?",
        "3",
        "Quantas coisas há na imagem?",
        "3");
    said(
        Ask.colour(),
        "What color is the background?",
        "yellow",
        "Qual é a cor do fundo?",
        "amarelo");
    said(
        Ask.what(Cell.TOP_LEFT),
        "What is at the top left?",
        "an elephant",
        "O que está em cima à esquerda?",
        "um elefante");
    said(
        Ask.where(banana),
        "Where is the banana?",
        "bottom right",
        "Onde está a banana?",
        "embaixo à direita");
    said(Ask.there(banana), "Is there a banana?", "yes", "Há uma banana?", "sim");
    said(Ask.there(Npm.concept("ant")), "Is there an ant?", "no", "Há uma formiga?", "não");
    said(
        Ask.category(Category.TOOL),
        "Which thing is a tool?",
        "the axe",
        "Qual coisa é uma ferramenta?",
        "o machado");
  }

  @Test
  void articleAgreesWithEveryNoun() {
    for (Concept c : Npm.CONCEPTS) {
      String question = portuguese.say(SCENE, Ask.there(c)).text();
      String article = c.gender() == Gender.FEMININE ? "uma" : "um";
      assertEquals("Há " + article + " " + c.portuguese() + "?", question);
    }
  }

  @Test
  void questionWithoutAnswerIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> english.say(SCENE, Ask.what(Cell.BOTTOM_LEFT)));
    assertThrows(
        IllegalArgumentException.class, () -> english.say(SCENE, Ask.where(Npm.concept("ant"))));
    assertThrows(
        IllegalArgumentException.class, () -> portuguese.say(SCENE, Ask.category(Category.PLACE)));
  }

  @Test
  void equalSeedsChooseTheSameRequestInBothLanguages() {
    for (int seed = 0; seed < 20; seed++) {
      boolean inOneSentence =
          english
              .captionRequest(new SplittableRandom(seed))
              .equals("Describe the picture in one sentence.");
      boolean emUmaFrase =
          portuguese
              .captionRequest(new SplittableRandom(seed))
              .equals("Descreva a imagem em uma frase.");
      assertEquals(inOneSentence, emUmaFrase);
    }
  }

  private void said(Ask ask, String question, String answer, String pergunta, String resposta) {
    assertEquals(new Question(ask.kind(), question, answer), english.say(SCENE, ask));
    assertEquals(new Question(ask.kind(), pergunta, resposta), portuguese.say(SCENE, ask));
  }
}
