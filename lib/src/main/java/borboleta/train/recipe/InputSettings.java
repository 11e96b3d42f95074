package borboleta.train.recipe;

import borboleta.image.AspectRatio;
import borboleta.text.TemplateName;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the model reads.
 *
 * @param version template of the conversations, by the name of a {@link TemplateName}; {@code v1}
 *     is what LLaVA's scripts call {@code vicuna_v1}
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
    @JsonProperty("image_aspect_ratio") AspectRatio imageAspectRatio,
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
    template(version);
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

  /** The template of the conversations. */
  public TemplateName template() {
    return template(version);
  }

  private static TemplateName template(String version) {
    return "v1".equals(version) ? TemplateName.VICUNA_V1 : TemplateName.of(version);
  }
}
