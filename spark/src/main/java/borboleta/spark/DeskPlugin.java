package borboleta.spark;

import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.TranslationClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * The line between the executors and the {@link Desk}: Spark's own, so that it opens no port, and
 * is guarded by what guards Spark (spark.authenticate, spark.network.crypto.enabled).
 */
public final class DeskPlugin implements SparkPlugin {
  // Of the driver: the desk of the job that runs, of which there is one a process.
  private static volatile Desk desk;
  // Of each executor.
  private static volatile PluginContext line;
  private static final Map<GoogleSettings, TranslationClient> clients = new HashMap<>();

  /** Lets a desk answer from now on; null ends it. */
  static void open(Desk opened) {
    desk = opened;
  }

  /** Asks the desk, from an executor. */
  static Object ask(Question question) throws IOException {
    Object answer;
    try {
      answer = line.ask(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the task was ended", e);
    } catch (Exception e) {
      throw new IOException("the driver does not answer", e);
    }
    if (answer instanceof Question.Stopped stopped) {
      throw new IOException(stopped.sentence());
    }
    return answer;
  }

  /** The executor's client, opened once and shared by its tasks. */
  static synchronized TranslationClient client(GoogleSettings settings) throws IOException {
    TranslationClient client = clients.get(settings);
    if (client == null) {
      client = new GoogleTranslationClient(settings);
      clients.put(settings, client);
    }
    return client;
  }

  private static synchronized void closeClients() {
    clients.values().forEach(TranslationClient::close);
    clients.clear();
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext own) {
        context.addSparkListener(
            new SparkListener() {
              @Override
              public void onExecutorRemoved(SparkListenerExecutorRemoved lost) {
                Desk open = desk;
                if (open != null) {
                  open.release(lost.executorId());
                }
              }
            });
        return Map.of();
      }

      @Override
      public Object receive(Object question) {
        Desk open = desk;
        return open == null
            ? new Question.Stopped("the job has ended")
            : open.answer((Question) question);
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> settings) {
        line = context;
      }

      @Override
      public void shutdown() {
        closeClients();
      }
    };
  }
}
