package borboleta.translate;

/** The ways to Google Cloud Translation. */
public enum Api {
  /** Version 3 over gRPC. */
  V3,
  /** Version 3 over HTTP and JSON, for networks that let gRPC not pass. */
  V3_REST,
  /** Version 2, "Basic": takes an API key, has 128 strings a request and no translation-llm. */
  V2;

  /** Strings that one request may hold. */
  int mostStrings() {
    return this == V2 ? 128 : Packs.MOST_STRINGS;
  }
}
