import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Buys a video, waits for it and downloads it. For another provider change the constant. */
public class SwitchProvider {
  static final Provider PROVIDER = Provider.VAPI;

  public static void main(String[] args) {
    String key = System.getenv().getOrDefault("LUMA_KEY", "any-key");
    String stub = System.getenv("LUMA_STUB"); // for example http://127.0.0.1:4010
    URI server = stub == null ? PROVIDER.defaultServer() : URI.create(stub + "/" + PROVIDER.slug());

    try (LumaClient luma = LumaClient.builder(PROVIDER).apiKey(key).baseUrl(server).build()) {
      Task task = luma.submit(VideoRequest.of("a paper boat"));
      Video video = luma.await(task, Duration.ofMinutes(10));
      luma.download(video, Path.of("boat.mp4"));
      System.out.println(PROVIDER.title() + " made boat.mp4");
    }
  }
}
