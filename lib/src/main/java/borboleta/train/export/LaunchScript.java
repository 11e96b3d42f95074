package borboleta.train.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** The script that calls LLaVA's trainer through DeepSpeed's launcher. */
final class LaunchScript {
  static final String NAME = "train.sh";
  private static final String HERE = "\"$here\"/";

  private LaunchScript() {}

  /** The script's text. */
  static String text(Launch launch, LauncherFlags recipe) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("deepspeed", HERE + "zero" + launch.stage() + ".json");
    flags.put("model_name_or_path", quoted(launch.model()));
    flags.put("vision_tower", quoted(launch.tower()));
    if (launch.projector() != null) {
      flags.put("pretrain_mm_mlp_adapter", quoted(launch.projector()));
    }
    flags.put("data_path", HERE + DeepspeedExport.DATA);
    flags.put("image_folder", HERE + DeepspeedExport.IMAGES);
    flags.put("output_dir", HERE + "output/" + launch.output());
    recipe.flags(launch.batch()).forEach((name, value) -> flags.put(name, quoted(value)));
    StringJoiner lines = new StringJoiner(" \\\n    ", "", "\n");
    lines.add(
        "exec deepspeed --num_gpus %d llava/train/train_mem.py".formatted(launch.batch().gpus()));
    flags.forEach((name, value) -> lines.add("--" + name + " " + value));
    return """
        #!/usr/bin/env bash
        # Trains with LLaVA's own code: LLAVA=/path/to/LLaVA %s
        # %d records a step: %d GPUs x %d at once x %d batches.
        set -euo pipefail
        here=$(cd -- "$(dirname -- "$0")" && pwd)
        cd -- "${LLAVA:?is not set; say LLAVA=/path/to/LLaVA, a clone of the official repository}"
        if [ ! -f llava/train/train_mem.py ]; then
          echo "$LLAVA has no llava/train/train_mem.py; LLAVA has to be a clone of the official repository" >&2
          exit 1
        fi
        """
            .formatted(
                NAME,
                launch.batch().records(),
                launch.batch().gpus(),
                launch.batch().batch(),
                launch.batch().accumulation())
        + lines;
  }

  /** A value that a shell reads as one word, whatever is in it. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9._/-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
