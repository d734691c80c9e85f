import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.ModerationException;
import io.github.lumacontracts.client.StillRunningException;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.TaskFailedException;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.time.Duration;

/** Shows how a task gets on and ends. Takes a prompt and the longest wait, such as PT5M. */
public class WaitWithProgress {
  static final Provider PROVIDER = Provider.APIFRAME;

  public static void main(String[] args) {
    String key = System.getenv().getOrDefault("LUMA_KEY", "any-key");
    String stub = System.getenv("LUMA_STUB"); // for example http://127.0.0.1:4010
    URI server = stub == null ? PROVIDER.defaultServer() : URI.create(stub + "/" + PROVIDER.slug());
    String prompt = args.length > 0 ? args[0] : "a paper boat";
    Duration longest = Duration.parse(args.length > 1 ? args[1] : "PT10M");

    try (LumaClient luma = LumaClient.builder(PROVIDER).apiKey(key).baseUrl(server).build()) {
      Task task = luma.submit(VideoRequest.of(prompt));
      luma.await(task, longest, System.out::println);
      System.out.println("done");
    } catch (ModerationException e) {
      System.out.println("not allowed: " + e.reason());
    } catch (TaskFailedException e) {
      System.out.println("failed: " + e.reason().orElse("no reason given"));
    } catch (StillRunningException e) {
      System.out.println("not done yet: " + e.task().orElseThrow());
    }
  }
}
