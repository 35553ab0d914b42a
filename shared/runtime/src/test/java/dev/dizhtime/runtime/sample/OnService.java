package dev.dizhtime.runtime.sample;

import dev.dizhtime.runtime.service.ServiceContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does what only a thread of a service may do, for a test, which has another. */
public final class OnService {
  private static final int BOUND_SECONDS = 30;

  private OnService() {}

  /** The answer, which is awaited for {@value #BOUND_SECONDS} s. */
  public static <T> T ask(ServiceContext service, Callable<T> question) throws Exception {
    var answer = new CompletableFuture<T>();
    service
        .spawn("question", () -> answer.complete(question.call()))
        .onFailure(answer::completeExceptionally);
    return answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
  }
}
