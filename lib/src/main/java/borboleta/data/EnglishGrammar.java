package borboleta.data;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Says scenes in English. */
public final class EnglishGrammar implements Grammar {
  private static final List<String> CAPTION_REQUESTS =
      List.of(
          "Describe the picture.",
          "Describe the picture in one sentence.",
          "Say what the picture shows.");

  @Override
  public Question say(Scene scene, Ask ask) {
    Thing subject = ask.subject(scene).orElse(null);
    return switch (ask.kind()) {
      case COUNT ->
          question(ask, "How many things are in the picture?", "" + scene.things().size());
      case COLOUR -> question(ask, "What color is the background?", color(scene.ground()));
      case WHAT ->
          question(
              ask,
              "What is at the %s?".formatted(place(ask.cell())),
              indefinite(subject.concept()));
      case WHERE ->
          question(
              ask, "Where is the %s?".formatted(ask.concept().english()), place(subject.cell()));
      case THERE ->
          question(
              ask,
              "Is there %s?".formatted(indefinite(ask.concept())),
              subject == null ? "no" : "yes");
      case CATEGORY ->
          question(
              ask,
              "Which thing is %s?".formatted(category(ask.category())),
              "the " + subject.concept().english());
    };
  }

  @Override
  public String caption(Scene scene) {
    StringBuilder caption = new StringBuilder();
    for (int i = 0; i < scene.things().size(); i++) {
      if (i > 0) {
        caption.append(i == scene.things().size() - 1 ? " and " : ", ");
      }
      Thing thing = scene.things().get(i);
      caption.append(
          "%s %s %s at the %s"
              .formatted(
                  i == 0 ? "A" : "a",
                  size(thing.size()),
                  thing.concept().english(),
                  place(thing.cell())));
    }
    return caption.append(" on a %s background.".formatted(color(scene.ground()))).toString();
  }

  @Override
  public String captionRequest(SplittableRandom random) {
    return CAPTION_REQUESTS.get(random.nextInt(CAPTION_REQUESTS.size()));
  }

  private static Question question(Ask ask, String text, String answer) {
    return new Question(ask.kind(), text, answer);
  }

  /** By spelling: no name of ours begins with a silent h or a spoken y. */
  private static String indefinite(Concept concept) {
    String name = concept.english();
    return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  private static String size(Size size) {
    return size == Size.LARGE ? "large" : "small";
  }

  private static String color(Ground ground) {
    return ground.name().toLowerCase(Locale.ROOT);
  }

  /** The words for a cell: top left, and so on. */
  public static String place(Cell cell) {
    return cell.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String category(Category category) {
    return switch (category) {
      case ANIMAL -> "an animal";
      case PLANT -> "a plant";
      case FOOD -> "a food";
      case VEHICLE -> "a vehicle";
      case TOOL -> "a tool";
      case CLOTHING -> "a garment";
      case PLACE -> "a place";
    };
  }
}
