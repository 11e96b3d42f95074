package borboleta.course;

import borboleta.eval.Accuracy;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
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
 * exercises as HTML, charts as PNG.
 *
 * <p>JJava calls this through {@link JJavaExtension}; IJava through {@link #register()} in its
 * startup script. The two kernels' renderers have the same methods under different package names,
 * so one piece of reflection serves both.
 */
public final class Renderers {
  private static final Map<Class<?>, Function<Object, String>> HTML = new LinkedHashMap<>();

  static {
    html(Html.class, Html::text);
    html(Table.class, TableHtml::of);
    html(Accuracy.class, AccuracyHtml::of);
    html(Gate.class, gate -> gate.hold().html());
    html(Gate.Held.class, Gate.Held::html);
    html(Exercise.class, exercise -> exercise.html());
  }

  private Renderers() {}

  private static <T> void html(Class<T> type, Function<T, String> html) {
    HTML.put(type, value -> html.apply(type.cast(value)));
  }

  /**
   * Registers with the IJava kernel that runs now; does nothing under any other, where it is either
   * done already (JJava) or needless.
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
    HTML.forEach((type, html) -> register(renderer, type, "text/html", html));
    register(renderer, Chart.class, "image/png", chart -> base64((Chart<?, ?>) chart));
  }

  private static void register(
      Object renderer, Class<?> type, String mime, Function<Object, String> content) {
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
                  : put(arguments[1], mime, content.apply(arguments[0]));
      Object render =
          Proxy.newProxyInstance(
              Renderers.class.getClassLoader(), new Class<?>[] {function}, handler);
      Object registration =
          renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
      registration
          .getClass()
          .getMethod("preferring", String[].class)
          .invoke(registration, (Object) new String[] {mime});
      registration.getClass().getMethod("register", function).invoke(registration, render);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the kernel's renderer does not take %s; use JJava 1.0 or IJava 1.3"
              .formatted(type.getSimpleName()),
          e);
    }
  }

  /** Puts the content into the output that the kernel's render context collects. */
  private static Object put(Object context, String mime, String content)
      throws ReflectiveOperationException {
    Object output = context.getClass().getMethod("getOutputContainer").invoke(context);
    output
        .getClass()
        .getMethod("putData", String.class, Object.class)
        .invoke(output, mime, content);
    return null;
  }

  private static Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "renderer of borboleta";
    };
  }

  private static String base64(Chart<?, ?> chart) {
    BufferedImage image = BitmapEncoder.getBufferedImage(chart);
    return Base64.getEncoder().encodeToString(Html.png(image));
  }
}
