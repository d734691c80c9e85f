package io.github.lumacontracts.contract.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What a test wants to know of a video. */
final class Mp4 {
  private Mp4() {}

  /** Width and height are the last two numbers of the track's header, in 16.16 fixed point. */
  static String ratio(byte[] mp4) {
    int header = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("tkhd") - 4;
    int end = header + ByteBuffer.wrap(mp4).getInt(header);
    int width = ByteBuffer.wrap(mp4).getInt(end - 8) >> 16;
    int height = ByteBuffer.wrap(mp4).getInt(end - 4) >> 16;
    return Stream.of("1:1", "16:9", "9:16", "4:3", "3:4")
        .filter(
            ratio -> {
              String[] sides = ratio.split(":");
              return width * Integer.parseInt(sides[1]) == height * Integer.parseInt(sides[0]);
            })
        .findFirst()
        .orElse(width + ":" + height);
  }
}
