package borboleta.course;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.UUID;

/**
 * Where things are shown: the running notebook kernel, or the terminal.
 *
 * <p>JJava and IJava have the same two calls, display and updateDisplay, in classes of different
 * names. They are found by reflection, so that the library needs neither kernel.
 */
interface Screen {

  /** Shows an {@link Html}, a {@link Captioned} or a line of text and returns the place's id. */
  String show(Object content);

  /** Replaces what {@link #show} put at the place. */
  void replace(String id, Object content);

  /** Whether pictures and HTML can be seen here. */
  boolean isNotebook();

  /** Returns the kernel that runs now, else the terminal. */
  static Screen current() {
    for (Names names : Names.KERNELS) {
      if (names.runs()) {
        return new Kernel(names.statics());
      }
    }
    return new Terminal();
  }

  /** The names that differ between the kernels. */
  record Names(String kernelClass, String kernelMethod, String displayClass) {
    static final List<Names> KERNELS =
        List.of(
            new Names(
                "org.dflib.jjava.jupyter.kernel.BaseKernel",
                "notebookKernel",
                "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics"),
            new Names(
                "io.github.spencerpark.ijava.IJava",
                "getKernelInstance",
                "io.github.spencerpark.ijava.runtime.Display"));

    /**
     * Tells whether this kernel runs now; JJava's call fails where it does not, IJava's is null.
     */
    boolean runs() {
      try {
        return Class.forName(kernelClass).getMethod(kernelMethod).invoke(null) != null;
      } catch (ReflectiveOperationException | LinkageError e) {
        return false;
      }
    }

    Class<?> statics() {
      try {
        return Class.forName(displayClass);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(
            "the kernel has no %s; use JJava 1.0 or IJava 1.3".formatted(displayClass), e);
      }
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the kernel could not show the content: " + e.getCause().getMessage(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the kernel does not allow the call " + method, e);
    }
  }

  /** A notebook kernel. */
  record Kernel(Class<?> statics) implements Screen {
    @Override
    public String show(Object content) {
      return (String) call(method("display", Object.class), null, content);
    }

    @Override
    public void replace(String id, Object content) {
      call(method("updateDisplay", String.class, Object.class), null, id, content);
    }

    @Override
    public boolean isNotebook() {
      return true;
    }

    private Method method(String name, Class<?>... types) {
      try {
        return statics.getMethod(name, types);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(
            "the kernel's %s has no %s; use JJava 1.0 or IJava 1.3".formatted(statics, name), e);
      }
    }
  }

  /** Standard error: text as it is, HTML and pictures as their words. */
  record Terminal() implements Screen {
    @Override
    public String show(Object content) {
      System.err.println(content);
      return UUID.randomUUID().toString();
    }

    @Override
    public void replace(String id, Object content) {
      if (content instanceof String) {
        System.err.print("\r" + content + "\u001b[K"); // erases what a longer line left
        System.err.flush();
      }
    }

    @Override
    public boolean isNotebook() {
      return false;
    }
  }
}
