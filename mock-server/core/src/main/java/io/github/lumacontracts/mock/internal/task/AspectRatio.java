package io.github.lumacontracts.mock.internal.task;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ratios of width to height for which there is a video. */
public enum AspectRatio {
  SQUARE(1, 1, 240),
  WIDE_16_9(16, 9, 20),
  TALL_9_16(9, 16, 20),
  WIDE_4_3(4, 3, 80),
  TALL_3_4(3, 4, 80),
  WIDE_21_9(21, 9, 20),
  TALL_9_21(9, 21, 20),
  WIDE_3_2(3, 2, 100),
  TALL_2_3(2, 3, 100);

  /** Width and height as documents write them, in units or in pixels. */
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*[:x/]\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*");

  private final int width;
  private final int height;
  private final int pixels;

  /**
   * Makes one.
   *
   * @param pixels of the video for each unit of width and height
   */
  AspectRatio(int width, int height, int pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** Returns the ratio in which a task has its video and thumbnail. */
  public static AspectRatio of(Task task) {
    return nearest(AskedRatio.of(task).orElse(""));
  }

  /**
   * Returns the ratio that comes nearest to one that a client asked for.
   *
   * @param text such as {@code 16:9} or {@code 1920x1080}; what cannot be read is 16:9, with which
   *     a video is made if nobody says anything
   */
  public static AspectRatio nearest(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return WIDE_16_9;
    }
    double ratio = Double.parseDouble(written.group(1)) / Double.parseDouble(written.group(2));
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      return WIDE_16_9;
    }
    AspectRatio nearest = WIDE_16_9;
    for (AspectRatio candidate : values()) {
      if (candidate.distance(ratio) < nearest.distance(ratio)) {
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Twice as wide is as far away as half as wide. */
  private double distance(double ratio) {
    return Math.abs(Math.log(ratio * height / width));
  }

  /** Returns the width of video and thumbnail in pixels. */
  public int pixelWidth() {
    return width * pixels;
  }

  /** Returns the height of video and thumbnail in pixels. */
  public int pixelHeight() {
    return height * pixels;
  }

  /** Returns width and height in the smallest units, as {@code 16x9}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
