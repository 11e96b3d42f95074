package borboleta.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.CompositeELResolver;

/**
 * A chat template in Jinja, rendered as transformers renders it ({@code chat_template_utils.py}): a
 * block's line break and indent are dropped, {@code raise_exception} ends the rendering, and {@code
 * generation} marks an answer without changing it.
 */
final class JinjaTemplate {
  /** A prompt beyond this is a template that does not end. */
  private static final long MOST_CHARACTERS = 10_000_000;

  /** Where Jinjava would otherwise keep to its own older ways. */
  private static final LegacyOverrides PYTHONS_JINJA =
      LegacyOverrides.newBuilder()
          .withEvaluateMapKeys(true)
          .withIterateOverMapKeys(true)
          .withUsePyishObjectMapper(true)
          .withUseNaturalOperatorPrecedence(true)
          .withParseWhitespaceControlStrictly(true)
          .withAllowAdjacentTextNodes(true)
          .withUseTrimmingForNotesAndExpressions(true)
          .withKeepNullableLoopValues(true)
          .build();

  private final String source;
  private final Jinjava jinja;

  JinjaTemplate(String source) {
    this.source = JinjaSource.withoutBlockSpace(source);
    CompositeELResolver python = new CompositeELResolver();
    python.add(new PythonMethods());
    python.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_WRITE);
    jinja =
        new Jinjava(
            JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(MOST_CHARACTERS)
                .withMaxRenderDepth(20)
                .withLegacyOverrides(PYTHONS_JINJA)
                .withElResolver(python)
                .build());
    jinja.getGlobalContext().registerTag(new GenerationTag());
    jinja
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "raise_exception", JinjaTemplate.class, "refuse", String.class));
  }

  /** What a template calls to refuse a conversation. */
  public static String refuse(String because) {
    throw new IllegalArgumentException(because);
  }

  /** Whether the template reads a turn as a list of pictures and texts instead of one text. */
  boolean readsLists() {
    return source.contains("'image'") || source.contains("\"image\"");
  }

  /**
   * Renders the turns.
   *
   * @throws IllegalArgumentException with what the template or its reader says is wrong
   */
  String render(List<Map<String, Object>> messages, boolean answerFollows, String bos, String eos) {
    RenderResult result =
        jinja.renderForResult(
            source,
            Map.of(
                "messages", messages,
                "add_generation_prompt", answerFollows,
                "bos_token", bos,
                "eos_token", eos));
    for (TemplateError error : result.getErrors()) {
      if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
        throw new IllegalArgumentException(
            "the chat template fails at line %d: %s".formatted(error.getLineno(), reason(error)));
      }
    }
    return result.getOutput();
  }

  /** What the template itself says where it refuses, else what its reader says. */
  private static String reason(TemplateError error) {
    String reason = error.getMessage();
    for (Throwable t = error.getException(); t != null; t = t.getCause()) {
      reason = t instanceof IllegalArgumentException ? t.getMessage() : reason;
    }
    return reason;
  }

  /** {@code {% generation %}}: what stands in it is rendered as it is. */
  private static final class GenerationTag implements Tag {
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
      return "generation";
    }

    @Override
    public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
      StringBuilder inside = new StringBuilder();
      for (Node child : tag.getChildren()) {
        inside.append(child.render(interpreter));
      }
      return inside.toString();
    }
  }
}
