package borboleta.translate.audit;

import java.util.List;
import java.util.Locale;

/** Draws bars as SVG, in the course's colours: sharp at any size, and nothing outside the page. */
final class BarChart {
  private static final String BLUE = "#1F6FA8";
  private static final String ORANGE = "#D9822B";
  private static final int WIDTH = 940;
  private static final int LABEL = 150;
  private static final int ROW = 26;

  private BarChart() {}

  /**
   * One bar of a chart.
   *
   * @param share its length, from 0 to 1
   * @param text what stands behind it
   */
  record Bar(String name, double share, String text) {}

  /** Bars under one another, with their names before them. */
  static String across(String title, List<Bar> bars) {
    int height = 44 + ROW * bars.size();
    StringBuilder svg = begin(title, height);
    int room = WIDTH - LABEL - 190;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = 40 + ROW * i;
      double length = bar.share() > 0 ? Math.max(2, bar.share() * room) : 0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                  + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"/>"
                  + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
              LABEL - 10,
              y + 13,
              Marks.escape(bar.name()),
              LABEL,
              y,
              length,
              BLUE,
              LABEL + length + 8,
              y + 13,
              Marks.escape(bar.text())));
    }
    return svg.append("</svg>").toString();
  }

  /** Bars beside one another, for a course over a file. */
  static String along(String title, long[] counts, String first, String last) {
    StringBuilder svg = begin(title, 190);
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    double step = (WIDTH - 80.0) / counts.length;
    svg.append(
        "<text x=\"60\" y=\"52\" text-anchor=\"end\">%s</text>".formatted(Shown.count(most)));
    svg.append("<text x=\"60\" y=\"156\" text-anchor=\"end\">0</text>");
    svg.append(
        "<line x1=\"68\" x2=\"%d\" y1=\"156\" y2=\"156\" stroke=\"#66727C\"/>"
            .formatted(WIDTH - 12));
    for (int i = 0; i < counts.length; i++) {
      double height = 108.0 * counts[i] / most;
      if (counts[i] > 0) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                68 + i * step,
                156 - Math.max(1.5, height),
                step * 0.85,
                Math.max(1.5, height),
                ORANGE));
      }
    }
    return svg.append(
            "<text x=\"68\" y=\"178\">%s</text><text x=\"%d\" y=\"178\" text-anchor=\"end\">%s</text></svg>"
                .formatted(first, WIDTH - 12, last))
        .toString();
  }

  private static StringBuilder begin(String title, int height) {
    return new StringBuilder(
        "<svg viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"%3$s\"><text x=\"0\" y=\"18\" class=\"title\">%3$s</text>\n"
            .formatted(WIDTH, height, Marks.escape(title)));
  }
}
