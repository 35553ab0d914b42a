package dev.dizhtime.auth.ended;

import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells which sessions have ended of late. No route of the gateway leads here. */
public final class EndedSessions {
  /** Where it is told. */
  public static final String PATH = "/internal/ended-sessions";

  /** How long a session is told of: as long as a token of it can be good, and for clocks' sake. */
  static final Duration TOLD = AccessTokens.LIFETIME.plusMinutes(1);

  /** How many are told at once; of more, the newest. */
  static final int MOST = 20_000;

  private final Postgres postgres;

  private record Ended(UUID sessionId, Instant endedAt) {}

  private record Answer(List<Ended> items, long toldSeconds) {}

  public EndedSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Binds it beside the operations, which are for everybody. */
  public void bind(Api api) {
    api.beside(HttpMethod.GET, PATH, this::tell);
  }

  private void tell(RoutingContext routing) {
    var answer = new Answer(since(since(routing)), TOLD.toSeconds());
    routing
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(Json.write(answer));
  }

  private static Instant since(RoutingContext routing) {
    String since = routing.request().getParam("since");
    try {
      return since == null ? Instant.EPOCH : Instant.parse(since);
    } catch (DateTimeParseException _) {
      throw Problem.malformed("since", "must be an instant").exception();
    }
  }

  /** The newest first. */
  private List<Ended> since(Instant since) {
    List<Ended> ended = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            SELECT session_id, ended_at FROM ended_session
            WHERE ended_at >= greatest($1, clock_timestamp() - make_interval(secs => $2))
            ORDER BY ended_at DESC LIMIT $3
            """,
            since,
            (double) TOLD.toSeconds(),
            MOST)) {
      ended.add(
          new Ended(row.getUUID("session_id"), row.getOffsetDateTime("ended_at").toInstant()));
    }
    return ended;
  }
}
