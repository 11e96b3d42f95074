package borboleta.course;

/** The samples of a run as a notebook shows them: a card for each picture, side by side. */
final class SamplesHtml {
  private static final String STYLE =
      """
      <style>
      .borboleta-samples h2 { display: none; }
      .borboleta-samples .samples { display: grid; gap: 14px; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); }
      .borboleta-samples article { display: flex; gap: 12px; align-items: flex-start; border: 1px solid #e0dfd9;
        border-radius: 8px; padding: 12px; overflow-wrap: anywhere; }
      .borboleta-samples article img { width: 130px; flex: none; border-radius: 4px; }
      .borboleta-samples article > div { min-width: 0; flex: 1; }
      .borboleta-samples .question { margin: 0 0 6px; font-weight: 600; }
      .borboleta-samples table { border-collapse: collapse; margin: 0; }
      .borboleta-samples td, .borboleta-samples th { text-align: left; vertical-align: top; padding: 2px 10px 2px 0;
        font-weight: 400; background: none; white-space: normal; }
      .borboleta-samples th { color: #5d6973; white-space: nowrap; }
      .borboleta-samples .reference td { color: #217a5d; }
      </style>
      """;

  private SamplesHtml() {}

  static Html of(String section) {
    return new Html(STYLE + "<div class=\"borboleta-samples\">" + section + "</div>");
  }
}
