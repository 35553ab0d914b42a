package dev.dizhtime.wallet.http;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.wallet.usecase.Statements.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Where a page of a statement ended, as text for the client to hand back. */
public final class Cursor {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Cursor() {}

  /** As text. */
  public static String write(Position position) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.at());
    byte[] plain = (micros + "/" + position.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  /** What the text says; a problem when it was not handed out. */
  public static Position read(String cursor) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int slash = plain.indexOf('/');
      Instant at = Instant.EPOCH.plus(Long.parseLong(plain.substring(0, slash)), ChronoUnit.MICROS);
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
        throw new IllegalArgumentException("not a time of ours");
      }
      return new Position(at, TransferId.of(plain.substring(slash + 1)));
    } catch (RuntimeException _) {
      throw Problem.malformed("cursor", "is not one that was handed out").exception();
    }
  }
}
