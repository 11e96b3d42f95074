package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the model reads.
 *
 * @param version template of the conversations: {@code hf} as the llava-hf checkpoints have it,
 *     {@code v1} and {@code llava_v1} as LLaVA's scripts, {@code plain} for captions
 * @param imageAspectRatio {@code pad} fills a picture up to a square, {@code square} cuts its
 *     middle out
 * @param modelMaxLength longest row in positions, a picture's patches among them; what is longer is
 *     cut and counted
 * @param groupByModalityLength whether batches hold only records with a picture or only records
 *     without, of like length, as LLaVA's sampler makes them
 * @param groupByLength whether records of like length share a batch
 * @param selectLayer layer of the tower whose features are read, or null for the model's own
 * @param projectorType the only one there is, {@code mlp2x_gelu}
 * @param imageStartEnd false: LLaVA-1.5 puts no marks around a picture
 * @param imagePatchToken false: LLaVA-1.5 has no word for a patch
 * @param lazyPreprocess true: a record becomes numbers when a batch needs it
 * @param workers threads that read pictures
 */
public record InputSettings(
    @JsonProperty("version") String version,
    @JsonProperty("image_aspect_ratio") String imageAspectRatio,
    @JsonProperty("model_max_length") int modelMaxLength,
    @JsonProperty("group_by_modality_length") boolean groupByModalityLength,
    @JsonProperty("group_by_length") boolean groupByLength,
    @JsonProperty("mm_vision_select_layer") Integer selectLayer,
    @JsonProperty("mm_projector_type") String projectorType,
    @JsonProperty("mm_use_im_start_end") boolean imageStartEnd,
    @JsonProperty("mm_use_im_patch_token") boolean imagePatchToken,
    @JsonProperty("lazy_preprocess") boolean lazyPreprocess,
    @JsonProperty("dataloader_num_workers") int workers) {
  private static final int MOST_WORKERS = 256;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public InputSettings {
    Check.oneOf(List.of("hf", "v1", "llava_v1", "plain"), "version", version);
    Check.oneOf(List.of("pad", "square"), "image_aspect_ratio", imageAspectRatio);
    Check.that(
        modelMaxLength >= 2 && modelMaxLength <= 1 << 20,
        "model_max_length",
        modelMaxLength,
        "2 to 1048576 positions");
    Check.that(
        !(groupByLength && groupByModalityLength),
        "group_by_length",
        true,
        "false where group_by_modality_length is true");
    Check.oneOf(List.of("mlp2x_gelu"), "mm_projector_type", projectorType);
    Check.that(!imageStartEnd, "mm_use_im_start_end", imageStartEnd, "false, as in LLaVA-1.5");
    Check.that(!imagePatchToken, "mm_use_im_patch_token", imagePatchToken, "false");
    Check.that(lazyPreprocess, "lazy_preprocess", lazyPreprocess, "true");
    Check.that(
        workers >= 0 && workers <= MOST_WORKERS, "dataloader_num_workers", workers, "0 to 256");
  }
}
