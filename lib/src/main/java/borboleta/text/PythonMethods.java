package borboleta.text;

import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;

/**
 * The methods of Python's strings and dictionaries that chat templates call, such as {@code
 * message['role'].upper()}: Jinja runs in Python and passes them on, Jinjava runs in Java.
 */
final class PythonMethods extends ELResolver {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
    Object result = null;
    if (base instanceof CharSequence) {
      result = ofText(base.toString(), method.toString(), arguments);
    } else if (base instanceof Map<?, ?> map) {
      result = ofMap(map, method.toString(), arguments);
    }
    if (result != null) {
      context.setPropertyResolved(true);
    }
    return result;
  }

  private static Object ofText(String text, String method, Object[] arguments) {
    String first = arguments.length > 0 ? String.valueOf(arguments[0]) : null;
    return switch (method) {
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "capitalize" -> capital(text);
      case "title" ->
          Pattern.compile("\\p{L}+").matcher(text).replaceAll(word -> capital(word.group()));
      case "strip" -> strip(text, first, true, true);
      case "lstrip" -> strip(text, first, true, false);
      case "rstrip" -> strip(text, first, false, true);
      case "startswith" -> text.startsWith(first);
      case "endswith" -> text.endsWith(first);
      case "split" ->
          first == null
              ? List.of(SPACE.split(text.strip()))
              : Arrays.asList(
                  Pattern.compile(first, Pattern.LITERAL)
                      .split(text, arguments.length > 1 ? limit(arguments[1]) : -1));
      case "find" -> (long) text.indexOf(first);
      default -> null;
    };
  }

  private static int limit(Object splits) {
    int most = ((Number) splits).intValue();
    return most < 0 ? -1 : most + 1;
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String strip(String text, String characters, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && strips(text.charAt(from), characters)) {
      from++;
    }
    while (right && to > from && strips(text.charAt(to - 1), characters)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean strips(char c, String characters) {
    return characters == null ? Character.isWhitespace(c) : characters.indexOf(c) >= 0;
  }

  private static Object ofMap(Map<?, ?> map, String method, Object[] arguments) {
    return switch (method) {
      case "get" -> {
        Object value = map.get(String.valueOf(arguments[0]));
        yield value != null ? value : arguments.length > 1 ? arguments[1] : null;
      }
      case "items" ->
          map.entrySet().stream().map(e -> Arrays.asList(e.getKey(), e.getValue())).toList();
      case "keys" -> List.copyOf(map.keySet());
      case "values" -> List.copyOf(map.values());
      default -> null;
    };
  }

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {}

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return null;
  }
}
