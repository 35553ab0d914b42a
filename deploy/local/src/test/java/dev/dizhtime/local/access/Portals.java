package dev.dizhtime.local.access;

import dev.dizhtime.local.access.PortalRoutes.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tries the portals' routes with A's ids, as browsers would whose users have no business there. */
final class Portals {
  private static final Set<Integer> REFUSED = Set.of(403, 404);
  private static final Set<Integer> LET_ON = Set.of(302, 303);
  private static final Set<Integer> SENT_AWAY = Set.of(302, 303, 401);
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Belongings belongings;
  private final Things things;

  private final ExecutorService threads;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Map<Member, Browser>> inside = new TreeMap<>();

  /** Everybody logs in at each portal that takes them, and at none of the others. */
  Portals(Belongings belongings, Things things, ExecutorService threads) {
    this.belongings = belongings;
    this.things = things;
    this.threads = threads;
    List<Runnable> logIns = new ArrayList<>();
    for (String portal : PortalRoutes.declared().keySet()) {
      var browsers = new ConcurrentHashMap<Member, Browser>();
      inside.put(portal, browsers);
      Member.people().forEach(member -> logIns.add(() -> logIn(portal, member, browsers)));
    }
    atOnce(logIns);
  }

  private void logIn(String portal, Member member, Map<Member, Browser> browsers) {
    var browser = new Browser(portal);
    int status = browser.logIn(member);
    // Support has no portal of its own, and reads in that of admins.
    boolean reads = portal.equals("admin") && member == Member.SUPPORT;
    if (reads || portal.equals(member.role())) {
      expect(LET_ON, status, "%s, when %s logs in,".formatted(portal, member.title()));
      browsers.put(member, browser);
    } else {
      expect(Set.of(403), status, "%s, when %s logs in,".formatted(portal, member.title()));
    }
  }

  private void atOnce(List<Runnable> work) {
    work.stream()
        .map(each -> CompletableFuture.runAsync(each, threads))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** A browser at one portal. */
  private final class Browser {
    private final String base;
    private String cookie = "";
    private String csrf = "";

    Browser(String portal) {
      base =
          belongings.platform.ports().gatewayUrl()
              + (portal.equals("customer") ? "" : "/" + portal);
    }

    HttpResponse<String> send(String method, String path, Map<String, String> form) {
      Map<String, String> fields = new HashMap<>(form);
      fields.put("_csrf", csrf);
      var request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(Duration.ofSeconds(20))
              // Also of a GET, which must not make a difference.
              .header("content-type", "application/x-www-form-urlencoded")
              .method(
                  method,
                  method.equals("GET")
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(encoded(fields)));
      if (!cookie.isEmpty()) {
        request.header("cookie", cookie);
      }
      try {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .filter(each -> each.contains("__Host-dizhtime-"))
            .forEach(each -> cookie = each);
        Matcher hidden = CSRF.matcher(answer.body());
        if (hidden.find()) {
          csrf = hidden.group(1);
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    int logIn(Member member) {
      send("GET", "/login", Map.of());
      var account = belongings.user(member).account();
      var form = Map.of("email", account.email(), "password", account.password());
      int status = send("POST", "/login", form).statusCode();
      // A page of the new session, for its token.
      send("GET", "/login", Map.of());
      return status;
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** What is wrong with how all portals answer those who may not. */
  List<String> faults() {
    List<Runnable> visits = new ArrayList<>();
    for (String portal : PortalRoutes.declared().keySet()) {
      var stranger = new Browser(portal);
      stranger.send("GET", "/login", Map.of());
      visits.add(
          () ->
              everyRoute(
                  portal,
                  (method, path, guard) -> strangers(stranger, portal, method, path, guard)));
      inside
          .get(portal)
          .forEach(
              (member, browser) ->
                  visits.add(
                      () ->
                          everyRoute(
                              portal,
                              (method, path, guard) ->
                                  members(browser, portal, method, path, guard, member))));
    }
    atOnce(visits);
    return List.copyOf(faults);
  }

  private interface Visit {
    void to(String method, String path, Guard guard);
  }

  /** One browser asks for one thing after the other. */
  private static void everyRoute(String portal, Visit visit) {
    var bound = PortalRoutes.bound(portal);
    PortalRoutes.declared()
        .get(portal)
        .forEach((path, guard) -> bound.get(path).forEach(each -> visit.to(each, path, guard)));
  }

  private void strangers(Browser stranger, String portal, String method, String path, Guard guard) {
    if (!guard.open()) {
      var filled = filled(path, guard, guard.with().getFirst());
      expect(
          SENT_AWAY,
          stranger.send(method, filled, guard.form()).statusCode(),
          "%s %s of %s by a stranger".formatted(method, path, portal));
    }
  }

  private void members(
      Browser browser, String portal, String method, String path, Guard guard, Member member) {
    boolean theirs = guard.may().contains(member.kind()) && member.sideA();
    boolean shown = method.equals("GET") && "open".equals(guard.reads());
    if (guard.open() || theirs || shown || member == Member.ADMIN) {
      return;
    }
    for (String star : guard.with()) {
      var answer = browser.send(method, filled(path, guard, star), guard.form());
      var what = "%s %s of %s by %s".formatted(method, path, portal, member.title());
      expect(REFUSED, answer.statusCode(), what);
      if (answer.body().contains(belongings.trade.home)) {
        faults.add(what + " tells where A lives");
      }
    }
  }

  private String filled(String path, Guard guard, String star) {
    var thing = things.shared(guard.of());
    return PARAMETER
        .matcher(path.replace("*", star))
        .replaceAll(found -> Matcher.quoteReplacement(thing.get(found.group(1))));
  }

  private void expect(Set<Integer> wanted, int status, String what) {
    if (!wanted.contains(status)) {
      faults.add("%s is answered with %d, not one of %s".formatted(what, status, wanted));
    }
  }
}
