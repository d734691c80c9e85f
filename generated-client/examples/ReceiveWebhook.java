import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.client.WebhookReceiver;
import io.github.lumacontracts.client.WebhookSecretException;
import io.github.lumacontracts.spec.Provider;
import java.net.InetSocketAddress;
import java.net.URI;

/** Buys a video and prints what the provider tells. Takes a port, and how others reach it. */
public class ReceiveWebhook {
  static final Provider PROVIDER = Provider.APIFRAME;

  public static void main(String[] args) throws Exception {
    String key = System.getenv().getOrDefault("LUMA_KEY", "any-key");
    String stub = System.getenv("LUMA_STUB"); // for example http://127.0.0.1:4010
    URI server = stub == null ? PROVIDER.defaultServer() : URI.create(stub + "/" + PROVIDER.slug());
    String secret = System.getenv().getOrDefault("LUMA_WEBHOOK_SECRET", "abc123");
    WebhookReceiver receiver = WebhookReceiver.of(PROVIDER, secret);
    HttpServer http = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 0);
    http.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readNBytes(WebhookReceiver.MAX_BODY + 1);
          int status = 200;
          try {
            receiver.receive(exchange.getRequestHeaders(), body, System.out::println);
          } catch (WebhookSecretException stranger) {
            status = 401;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    http.start();
    try (LumaClient luma = LumaClient.builder(PROVIDER).apiKey(key).baseUrl(server).build()) {
      luma.submit(VideoRequest.of("a paper boat").webhook(URI.create(args[1]), secret));
    }
  }
}
