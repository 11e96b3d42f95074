package borboleta.translate.audit;

/** Row 1 of the audit: no record is dropped, added or moved. */
final class RecordsCheck implements Check {
  @Override
  public String name() {
    return "records";
  }

  @Override
  public String explanation() {
    return "Every record has exactly one translation, in the same order: a dropped or shuffled row"
        + " gives a picture another picture's answers.";
  }

  @Override
  public String example() {
    return "record 000000033471 has no translation";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    if (pair.translated() == null) {
      faults.add("record", "a translation", "none");
    } else if (pair.source() == null) {
      faults.add("record", "nothing, because the source has no such record", "one too many");
    } else if (pair.moved()) {
      faults.add("record", "the source's order", "at place " + pair.translatedNumber());
    }
  }
}
