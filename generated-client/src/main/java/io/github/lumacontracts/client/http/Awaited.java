package io.github.lumacontracts.client.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An answer for which the thread waits that has made this. To cancel it wakes the thread. */
final class Awaited extends CompletableFuture<HttpResponse<byte[]>> {
  private @Nullable Thread waiting = Thread.currentThread();
  private boolean woken;

  /** Something that ends early when its thread is interrupted. */
  interface Sending {
    HttpResponse<byte[]> send() throws IOException, InterruptedException;
  }

  /** Waits for the answer; whatever comes of it is how this ends. */
  void by(Sending sending) {
    try {
      HttpResponse<byte[]> response = sending.send();
      stopWaiting();
      obtrudeValue(response); // what has come counts, even if somebody has just given up
    } catch (InterruptedException interrupted) {
      if (!stopWaiting()) {
        Thread.currentThread().interrupt(); // that was for the caller
      }
      completeExceptionally(interrupted);
    } catch (IOException | RuntimeException | Error failure) {
      stopWaiting();
      completeExceptionally(failure);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    synchronized (this) {
      if (cancelled && waiting != null) {
        woken = true;
        waiting.interrupt();
      }
    }
    return cancelled;
  }

  /** Nobody is woken after this. Returns whether somebody was, and hides it from the caller. */
  private synchronized boolean stopWaiting() {
    waiting = null;
    if (woken) {
      boolean unused = Thread.interrupted();
    }
    return woken;
  }
}
