package borboleta.spark;

import borboleta.data.Progress;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells how many of Spark's tasks are done, for the phases of a job that know no other measure. */
final class Phases extends SparkListener {
  private final Progress progress;
  private long begun;
  private long done;

  Phases(Progress progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
    begun += stage.stageInfo().numTasks();
    progress.update(done, begun, "tasks");
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    done++;
    progress.update(done, Math.max(done, begun), "tasks");
  }
}
