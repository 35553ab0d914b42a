package dev.dizhtime.runtime.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of the request that caused what is going on, from the gateway through HTTP, outbox and
 * Kafka. It travels inside the OpenTelemetry context, so whatever carries the trace carries it.
 */
public final class RequestId {
  /** The HTTP header and the Kafka header. */
  public static final String HEADER = "x-request-id";

  /** The attribute of spans. */
  public static final String ATTRIBUTE = "dizhtime.request_id";

  private static final ContextKey<String> KEY = ContextKey.named("dizhtime-request-id");
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

  private RequestId() {}

  /** The current request's id, if there is one. */
  public static Optional<String> current() {
    return of(Context.current());
  }

  /** The request id in a context, if there is one. */
  public static Optional<String> of(Context context) {
    return Optional.ofNullable(context.get(KEY));
  }

  /** The context with a request id in it. */
  public static Context in(Context context, String requestId) {
    return context.with(KEY, requestId);
  }

  /** Whether a stranger's id may be taken over: 8 to 128 characters, letters, digits and ._:- */
  public static boolean acceptable(String candidate) {
    return candidate != null && ACCEPTED.matcher(candidate).matches();
  }
}
