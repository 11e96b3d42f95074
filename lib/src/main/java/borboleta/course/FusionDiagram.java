package borboleta.course;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws where each of the four types lets a picture meet the words: inside the language model's
 * layers (A, B) or at its input (C, D). What sees is orange, what reads is blue.
 *
 * <p>Source: Wadekar et al., The Evolution of Multimodal Model Architectures, arXiv 2405.17927.
 */
public final class FusionDiagram {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 500;
  private static final Color SIGHT = HouseStyle.color(1);
  private static final Color WORDS = HouseStyle.color(0);
  private static final Color FROZEN = new Color(0xE9EDF1);
  private static final int LAYERS = 3;
  private static final int LAYER_TOP = 112;
  private static final int LAYER_STEP = 84;
  private static final int INPUT = 392;

  private final Graphics2D g;
  private final String type;

  private FusionDiagram(Graphics2D g, String type) {
    this.g = g;
    this.type = type;
  }

  /**
   * Draws one type.
   *
   * @throws IllegalArgumentException when the letter is not A, B, C or D
   */
  public static BufferedImage of(String type) {
    if (!Survey.types().containsKey(type)) {
      throw new IllegalArgumentException("no type \"%s\"; there are A, B, C and D".formatted(type));
    }
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    new FusionDiagram(g, type).draw();
    g.dispose();
    return picture;
  }

  /** Draws several types side by side. */
  public static BufferedImage of(List<String> types) {
    BufferedImage picture =
        new BufferedImage(WIDTH * types.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    for (int i = 0; i < types.size(); i++) {
      g.drawImage(of(types.get(i)), i * WIDTH, 0, null);
    }
    g.dispose();
    return picture;
  }

  private boolean deep() {
    return type.equals("A") || type.equals("B");
  }

  private void draw() {
    text(
        "Type %s: %s".formatted(type, Survey.types().get(type)),
        24,
        36,
        Font.BOLD,
        19,
        HouseStyle.INK);
    sight();
    layers();
    input();
    output();
  }

  /** The way of the picture, from the bottom up on the left. */
  private void sight() {
    box(24, 420, 150, 44, HouseStyle.GROUND, HouseStyle.FAINT_INK, "picture");
    if (type.equals("D")) {
      arrow(99, 420, 99, 372);
      box(24, 318, 150, 54, SIGHT, SIGHT, "image tokenizer");
      text("a codebook of ids", 34, 308, Font.PLAIN, 14, HouseStyle.FAINT_INK);
      elbow(174, 345, 230, INPUT + 18, 280);
      return;
    }
    arrow(99, 420, 99, 372);
    box(24, 318, 150, 54, SIGHT, SIGHT, "vision encoder");
    arrow(99, 318, 99, 260);
    String connector =
        switch (type) {
          case "A" -> "resampler";
          case "B" -> "projection";
          default -> "connector";
        };
    box(24, 206, 150, 54, SIGHT, SIGHT, connector);
    if (type.equals("C")) {
      text("linear, MLP, Q-Former", 24, 196, Font.PLAIN, 14, HouseStyle.FAINT_INK);
      elbow(174, 233, 230, INPUT + 18, 280);
    } else {
      for (int i = 0; i < LAYERS; i++) {
        elbow(174, 233, 230, LAYER_TOP + i * LAYER_STEP + (type.equals("A") ? 57 : 46), 316);
      }
    }
  }

  /** The language model: its layers, and in them what the type adds. */
  private void layers() {
    g.setColor(HouseStyle.RULE);
    g.setStroke(new BasicStroke(1.5f));
    g.draw(new RoundRectangle2D.Double(296, 84, 316, 282, 16, 16));
    text("language model", 306, 102, Font.PLAIN, 14, HouseStyle.FAINT_INK);
    for (int i = 0; i < LAYERS; i++) {
      int y = LAYER_TOP + i * LAYER_STEP;
      switch (type) {
        case "A" -> {
          box(316, y, 276, 36, FROZEN, WORDS, "self-attention, feed-forward");
          box(316, y + 42, 276, 30, SIGHT, SIGHT, "cross-attention");
        }
        case "B" -> {
          box(316, y, 276, 72, FROZEN, WORDS, "");
          text("self-attention, feed-forward", 352, y + 22, Font.PLAIN, 15, HouseStyle.INK);
          box(328, y + 31, 252, 30, SIGHT, SIGHT, "custom layer, often gated");
        }
        default -> box(316, y, 276, 64, FROZEN, WORDS, "self-attention, feed-forward");
      }
    }
  }

  /** The sequence that goes in at the bottom: words, and for C and D the picture among them. */
  private void input() {
    int pictures = deep() ? 0 : 4;
    String[] codes = {"17", "402", "9", "88"};
    for (int i = 0; i < 8; i++) {
      boolean sight = i < pictures;
      int x = 286 + i * 41;
      String label = !type.equals("D") ? "" : sight ? codes[i] : "" + (1000 + 37 * i);
      Color fill = sight ? SIGHT : WORDS;
      box(x, INPUT, 36, 36, fill, fill, label, 12);
    }
    arrow(454, INPUT - 2, 454, 368);
    String legend =
        switch (type) {
          case "C" -> "vectors: patches (orange), words (blue)";
          case "D" -> "ids only: image codes (orange), words (blue)";
          default -> "word vectors only";
        };
    text(legend, 286, INPUT + 58, Font.PLAIN, 14, HouseStyle.FAINT_INK);
  }

  private void output() {
    arrow(454, 84, 454, 66);
    String out = type.equals("D") ? "words, image codes" : "words";
    text(out, 466, 76, Font.PLAIN, 15, HouseStyle.INK);
  }

  private void box(int x, int y, int width, int height, Color fill, Color line, String label) {
    box(x, y, width, height, fill, line, label, 15);
  }

  private void box(
      int x, int y, int width, int height, Color fill, Color line, String label, int size) {
    RoundRectangle2D shape = new RoundRectangle2D.Double(x, y, width, height, 10, 10);
    g.setColor(fill);
    g.fill(shape);
    g.setColor(line);
    g.setStroke(new BasicStroke(1.6f));
    g.draw(shape);
    g.setFont(HouseStyle.font(Font.PLAIN, size));
    g.setColor(fill.equals(SIGHT) || fill.equals(WORDS) ? Color.WHITE : HouseStyle.INK);
    int wide = g.getFontMetrics().stringWidth(label);
    g.drawString(label, x + (width - wide) / 2f, y + height / 2f + size * 0.36f);
  }

  private void text(String text, int x, int y, int style, int size, Color color) {
    g.setFont(HouseStyle.font(style, size));
    g.setColor(color);
    g.drawString(text, x, y);
  }

  /**
   * Goes right from (x, y) to {@code turn}, up or down to {@code toY}, and right to {@code toX}.
   */
  private void elbow(int x, int y, int turn, int toY, int toX) {
    g.setColor(SIGHT);
    g.setStroke(new BasicStroke(2.2f));
    Path2D line = new Path2D.Double();
    line.moveTo(x, y);
    line.lineTo(turn, y);
    line.lineTo(turn, toY);
    line.lineTo(toX - 8, toY);
    g.draw(line);
    head(toX, toY, 1, 0);
  }

  private void arrow(int x, int y, int toX, int toY) {
    g.setColor(HouseStyle.FAINT_INK);
    g.setStroke(new BasicStroke(2f));
    g.draw(new Line2D.Double(x, y, toX, toY + 8));
    head(toX, toY, 0, -1);
  }

  /** The head of an arrow that ends at (x, y) in the direction (dx, dy). */
  private void head(int x, int y, int dx, int dy) {
    Path2D head = new Path2D.Double();
    head.moveTo(x, y);
    head.lineTo(x - 10 * dx + 5 * dy, y - 10 * dy + 5 * dx);
    head.lineTo(x - 10 * dx - 5 * dy, y - 10 * dy - 5 * dx);
    head.closePath();
    g.fill(head);
  }
}
