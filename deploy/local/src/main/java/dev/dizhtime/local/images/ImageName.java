package dev.dizhtime.local.images;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Refusal;
import java.util.regex.Pattern;

/**
 * What images are called.
 *
 * @param repository with the registry, e.g. {@code registry.example.com/dizhtime}
 * @param tag the version
 */
public record ImageName(String repository, String tag) {
  /** As Jib names images, and the manifests ask for them. */
  public static final String LOCAL_REPOSITORY = "dizhtime";

  private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9][a-z0-9._:/-]{0,199}");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,99}");

  /** Throws {@link Refusal} when no image can be called so. */
  public ImageName {
    if (!REPOSITORY.matcher(repository).matches() || repository.endsWith("/")) {
      throw new Refusal(ExitCode.USAGE, "There can be no repository \"" + repository + "\".");
    }
    if (!TAG.matcher(tag).matches()) {
      throw new Refusal(ExitCode.USAGE, "There can be no tag \"" + tag + "\".");
    }
  }

  /** The whole name of a part's image. */
  public String of(Part part) {
    return repository + "/" + part.partName() + ":" + tag;
  }
}
