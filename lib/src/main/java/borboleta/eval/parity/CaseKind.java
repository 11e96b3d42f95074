package borboleta.eval.parity;

import java.io.IOException;

/** One kind of case: how it is recognised and what is compared. */
interface CaseKind {
  /** Whether case.json describes a case of this kind. */
  boolean recognises(CaseFolder folder);

  /**
   * Compares everything that the case holds; a scope is open.
   *
   * @throws IOException if a file of the case is missing or broken
   */
  void judge(CaseFolder folder, Findings findings) throws IOException;
}
