package borboleta.spark;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as the job needs it. */
final class Session {
  private Session() {}

  /**
   * Starts Spark. On this machine alone ("local…") everything binds to 127.0.0.1.
   *
   * @param settings of Spark, by their names; they win over the job's own
   */
  static SparkSession start(String master, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("borboleta translate")
            .master(master)
            .config("spark.plugins", DeskPlugin.class.getName())
            .config("spark.ui.enabled", "false")
            .config("spark.executor.extraClassPath", ownClasses())
            // The job's joins are of texts: what fits a broadcast one day may not the next.
            .config("spark.sql.autoBroadcastJoinThreshold", "-1")
            .config("spark.sql.parquet.compression.codec", "zstd");
    if (master.startsWith("local")) {
      builder
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "16");
    }
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** The jar or folder of the job's classes, which executors that start from SPARK_HOME lack. */
  private static String ownClasses() {
    try {
      return Path.of(Session.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no address", e);
    }
  }
}
