package borboleta.course;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Makes JJava show our types; the kernel finds it through META-INF/services. */
public final class JJavaExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    Renderers.register(kernel.getRenderer());
  }
}
