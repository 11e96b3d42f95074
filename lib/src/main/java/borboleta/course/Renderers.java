package borboleta.course;

import borboleta.eval.Accuracy;
import borboleta.translate.audit.AuditReport;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Shows our types when they are the last expression of a cell: tables, accuracies, gates and
 * exercises as HTML, pictures and charts as PNG, each with a short text beside it.
 *
 * <p>JJava calls this through {@link JJavaExtension}; IJava through {@link #register()} in its
 * startup script. The two kernels' renderers have the same methods under different package names,
 * so one piece of reflection serves both.
 */
public final class Renderers {
  /** What stands in the notebook for a value: the content of a MIME type, and words. */
  private record Form(
      String mime, Function<Object, String> content, Function<Object, String> words) {}

  private static final Map<Class<?>, Form> FORMS = new LinkedHashMap<>();

  static {
    html(Html.class, Html::text, Html::toString);
    html(Table.class, TableHtml::of, TableHtml::words);
    html(Accuracy.class, AccuracyHtml::of, Accuracy::toString);
    html(AuditReport.class, AuditHtml::of, AuditReport::toString);
    html(Gate.Held.class, Gate.Held::html, Gate.Held::toString);
    html(Sheet.class, Sheet::html, Sheet::toString);
    html(Exercise.class, exercise -> exercise.html(), exercise -> exercise.toString());
    png(Captioned.class, Function.identity());
    png(
        Chart.class,
        chart ->
            new Captioned(BitmapEncoder.getBufferedImage(chart), "chart: " + chart.getTitle()));
  }

  private Renderers() {}

  private static <T> void html(Class<T> type, Function<T, String> html, Function<T, String> words) {
    FORMS.put(
        type,
        new Form(
            "text/html",
            value -> html.apply(type.cast(value)),
            value -> words.apply(type.cast(value))));
  }

  private static <T> void png(Class<T> type, Function<T, Captioned> picture) {
    FORMS.put(
        type,
        new Form(
            "image/png",
            value -> base64(picture.apply(type.cast(value))),
            value -> picture.apply(type.cast(value)).caption()));
  }

  private static String base64(Captioned picture) {
    return Base64.getEncoder().encodeToString(Html.png(picture.image()));
  }

  /**
   * Registers with the IJava kernel that runs now; does nothing under any other, where it is either
   * done already (JJava) or needless.
   *
   * @throws IllegalStateException when this IJava is none that is known, for example older than 1.3
   */
  public static void register() {
    try {
      Object kernel =
          Class.forName("io.github.spencerpark.ijava.IJava")
              .getMethod("getKernelInstance")
              .invoke(null);
      if (kernel != null) {
        register(kernel.getClass().getMethod("getRenderer").invoke(kernel));
      }
    } catch (ClassNotFoundException e) {
      // No IJava here.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this IJava has no renderer to register with; use 1.3", e);
    }
  }

  /** Registers every type with a kernel's renderer. */
  static void register(Object renderer) {
    FORMS.forEach((type, form) -> register(renderer, type, form));
  }

  private static void register(Object renderer, Class<?> type, Form form) {
    try {
      Class<?> function =
          Class.forName(
              renderer.getClass().getPackageName() + ".RenderFunction",
              true,
              renderer.getClass().getClassLoader());
      InvocationHandler handler =
          (proxy, method, arguments) ->
              method.getDeclaringClass() == Object.class
                  ? ofObject(proxy, method, arguments)
                  : put(arguments[1], form, arguments[0]);
      Object render =
          Proxy.newProxyInstance(
              Renderers.class.getClassLoader(), new Class<?>[] {function}, handler);
      Object registration =
          renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
      registration
          .getClass()
          .getMethod("preferring", String[].class)
          .invoke(registration, (Object) new String[] {form.mime});
      registration.getClass().getMethod("register", function).invoke(registration, render);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the kernel's renderer does not take %s; use JJava 1.0 or IJava 1.3"
              .formatted(type.getSimpleName()),
          e);
    }
  }

  /** Puts the value's forms into the output that the kernel's render context collects. */
  private static Object put(Object context, Form form, Object value)
      throws ReflectiveOperationException {
    Object output = context.getClass().getMethod("getOutputContainer").invoke(context);
    Method data = output.getClass().getMethod("putData", String.class, Object.class);
    data.invoke(output, form.mime, form.content.apply(value));
    data.invoke(output, "text/plain", form.words.apply(value));
    return null;
  }

  private static Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "renderer of borboleta";
    };
  }
}
