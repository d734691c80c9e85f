package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;

/** Lets callbacks go out once the answer is. */
final class CallbackTrigger implements ServeEventListener {
  private final CallbackSender sender;

  CallbackTrigger(CallbackSender sender) {
    this.sender = sender;
  }

  @Override
  public String getName() {
    return "callback-trigger";
  }

  @Override
  public void afterComplete(ServeEvent event, Parameters parameters) {
    if (event.getStubMapping() instanceof OperationStub stub) {
      Engine.Answer answer = stub.answer();
      answer
          .callbacks()
          .ifPresent(
              plan -> sender.send(plan, new WireRequest(event.getRequest()), answer.response()));
    }
  }
}
