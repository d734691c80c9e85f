import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Buys a video once, however often it is killed and started again while it waits. */
public class ResumeAfterCrash {
  static final Provider PROVIDER = Provider.AI302;
  static final Path NOTE = Path.of("task.txt");

  public static void main(String[] args) throws IOException {
    String key = System.getenv().getOrDefault("LUMA_KEY", "any-key");
    String stub = System.getenv("LUMA_STUB"); // for example http://127.0.0.1:4010
    URI server = stub == null ? PROVIDER.defaultServer() : URI.create(stub + "/" + PROVIDER.slug());

    try (LumaClient luma = LumaClient.builder(PROVIDER).apiKey(key).baseUrl(server).build()) {
      if (Files.notExists(NOTE)) {
        Task bought = luma.submit(VideoRequest.of("a paper boat"));
        Files.writeString(NOTE, bought.toString());
      }
      Task task = Task.parse(Files.readString(NOTE));
      System.out.println("waiting for " + task);
      Video video = luma.await(task, Duration.ofMinutes(10));
      luma.download(video, Path.of("boat.mp4"));
      Files.delete(NOTE);
      System.out.println("made boat.mp4");
    }
  }
}
