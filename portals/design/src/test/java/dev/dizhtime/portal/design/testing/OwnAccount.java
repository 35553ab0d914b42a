package dev.dizhtime.portal.design.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account as auth tells its owner, in a canned API. */
public final class OwnAccount {
  /** The session that the browser is in. */
  public static final String HERE = "00000000-0000-7000-8000-00000000000a";

  /** Another one. */
  public static final String THERE = "00000000-0000-7000-8000-00000000000b";

  /** An application that was let in. */
  public static final String CLIENT = "00000000-0000-7000-8000-00000000000c";

  private static final String THEN = "2026-11-24T08:00:00Z";
  private static final String EDGE =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/131.0.0.0 Safari/537.36 Edg/";
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private OwnAccount() {}

  /** Tells it in full: who, sessions, applications, security log; no deletion is planned. */
  public static CannedApi of(String role) {
    return new CannedApi(role)
        .answer("GET /api/auth/me", me(role, Map.of()))
        .answer(
            "GET /api/auth/sessions",
            Map.of("items", List.of(session(HERE, FIREFOX, true), session(THERE, EDGE, false))))
        .answer(
            "GET /api/auth/consents",
            Map.of(
                "items",
                List.of(
                    Map.of(
                        "clientId",
                        CLIENT,
                        "name",
                        "Tabletop",
                        "scopes",
                        List.of("openid", "orders:read"),
                        "givenAt",
                        THEN))))
        .answer(
            "GET /api/auth/security-events",
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "LOGGED_IN", "device", EDGE, "at", THEN),
                    Map.of("kind", "SESSIONS_ENDED", "actorId", CLIENT, "at", THEN)),
                "nextCursor",
                "17"));
  }

  /** Who it is, with these values instead of the usual ones. */
  public static Map<String, Object> me(String role, Map<String, ?> instead) {
    Map<String, Object> me =
        new TreeMap<>(
            Map.of(
                "userId",
                CannedApi.USER_ID,
                "displayName",
                "Ada",
                "email",
                "a@b.c",
                "roles",
                List.of(role),
                "emailVerified",
                false,
                "secondFactor",
                false,
                "secondFactorNeeded",
                false));
    me.putAll(instead);
    return me;
  }

  private static Map<String, Object> session(String id, String device, boolean current) {
    return Map.of(
        "sessionId", id,
        "device", device,
        "startedAt", THEN,
        "lastUsedAt", THEN,
        "expiresAt", "2027-02-22T08:00:00Z",
        "current", current);
  }
}
