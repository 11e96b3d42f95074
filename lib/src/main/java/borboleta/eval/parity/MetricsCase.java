package borboleta.eval.parity;

import borboleta.eval.Bleu;
import borboleta.eval.ChrF;
import borboleta.eval.ChrFPlusPlus;
import borboleta.eval.Cider;
import borboleta.eval.CocoBleu;
import borboleta.eval.Hypothesis;
import borboleta.eval.Ndcg;
import borboleta.eval.RougeL;
import borboleta.eval.SpearmanRho;
import borboleta.eval.Ter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The metrics of texts and orders: sacrebleu's on plain texts, pycocoevalcap's on tokenised
 * captions, scipy's and scikit-learn's on ranks.
 *
 * <p>A figure may be off by a millionth of the scale that it is given on; {@code tolerance} in
 * case.json says otherwise, under the name of the quantity.
 */
final class MetricsCase implements CaseKind {
  private static final double RELATIVE = 1e-6;
  private static final double PERCENT = 100;
  private static final double CIDER_SCALE = 10;
  private static final double SHARE = 1;
  private static final String SETTINGS = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp";
  private static final int PLACES = 5;

  @Override
  public boolean recognises(CaseFolder folder) {
    return !folder.info("hypotheses").isMissingNode();
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    Comparison comparison = new Comparison(folder, findings);
    CaseFields fields = folder.fields();
    texts(fields, comparison);
    if (fields.holds("coco")) {
      CaseFields coco = fields.inside("coco");
      captions(coco, comparison);
      coco.requireAllSeen();
    }
    orders(fields.each("ranking"), comparison);
    fields.passOver("versions", "tolerance");
    fields.requireAllSeen();
  }

  private static void texts(CaseFields fields, Comparison comparison) throws IOException {
    List<String> texts = fields.texts("hypotheses");
    List<Hypothesis> all = Hypothesis.all(texts, fields.texts("references"));
    if (fields.holds("bleu_signature")) {
      String signature = fields.text("bleu_signature").replaceFirst("\\|version:.*", "");
      if (!signature.equals(SETTINGS)) {
        throw new IOException(
            "the case's BLEU is %s, this library's %s; make the case again with the defaults"
                .formatted(signature, SETTINGS));
      }
    }
    comparison.add("bleu", PERCENT, fields.number("bleu"), Bleu.corpus(all));
    comparison.add("chrf", PERCENT, fields.number("chrf"), ChrF.corpus(all));
    comparison.add("chrf++", PERCENT, fields.number("chrf++"), ChrFPlusPlus.corpus(all));
    comparison.add("ter", PERCENT, fields.number("ter"), Ter.corpus(all));
    double[] sentences = all.stream().mapToDouble(ChrF::sentence).toArray();
    comparison.add("sentence_chrf", PERCENT, fields.numbers("sentence_chrf"), sentences);
  }

  private static void captions(CaseFields coco, Comparison comparison) throws IOException {
    List<Hypothesis> captions = coco.captions("tokenised_hypotheses", "tokenised_references");
    Cider cider = Cider.of(captions);
    comparison.add("cider", CIDER_SCALE, coco.number("cider"), cider.mean());
    comparison.add(
        "cider_per_item",
        CIDER_SCALE,
        coco.numbers("cider_per_item"),
        cider.items().stream().mapToDouble(item -> item).toArray());
    comparison.add("coco_bleu", SHARE, coco.numbers("bleu"), CocoBleu.corpus(captions));
    comparison.add("rougeL", SHARE, coco.number("rougeL"), RougeL.of(captions).mean());
  }

  private static void orders(List<CaseFields> orders, Comparison comparison) throws IOException {
    double[][] want = new double[2][orders.size()];
    double[][] got = new double[2][orders.size()];
    for (int i = 0; i < orders.size(); i++) {
      CaseFields order = orders.get(i);
      double[] gold = order.numbers("gold_rank");
      double[] predicted = order.numbers("predicted_rank");
      want[0][i] = order.number("spearman");
      got[0][i] = SpearmanRho.of(gold, predicted);
      want[1][i] = order.number("ndcg_5");
      got[1][i] = Ndcg.at(PLACES, worth(gold), worth(predicted));
      order.requireAllSeen();
    }
    comparison.add("spearman", SHARE, want[0], got[0]);
    comparison.add("ndcg_5", SHARE, want[1], got[1]);
  }

  /** The last rank is worth 1, the first as much as there are candidates. */
  private static double[] worth(double[] ranks) {
    return Arrays.stream(ranks).map(rank -> ranks.length + 1 - rank).toArray();
  }

  private record Comparison(CaseFolder folder, Findings findings) {
    void add(String name, double scale, double want, double got) {
      findings.number(name, want, got, folder.tolerance(name, RELATIVE * scale));
    }

    void add(String name, double scale, double[] want, double[] got) {
      findings.numbers(name, want, got, folder.tolerance(name, RELATIVE * scale));
    }
  }
}
