package dev.dizhtime.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.local.access.Requests.Ready;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.end.RunningPlatform;
import dev.dizhtime.testkit.TestResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every operation of every document, by every member of the cast, with what belongs to A's side:
 * through the gateway and at the service itself. First all that is refused, while A's things are as
 * they were made; then all that is granted, which changes them. What B's side may do with its own
 * is held against A's things too: a condition that a query has lost refuses nobody.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {
  /** What a client may wish to say of things that are not its to say. */
  private static final List<String> PRESUMPTUOUS =
      List.of("role", "roles", "ownerId", "userId", "customerId", "status", "state", "priceMinor");

  /** What comes of several services one after the other: it is begun before it is wanted. */
  private static final Set<String> SLOWLY_MADE = Set.of("open order", "accepted order", "quote");

  private static final Tries TRIES = new Tries();

  private static final List<Row> ROWS = AccessMatrix.rows();
  private static final Map<String, Described> OPERATIONS =
      ApiDocuments.operations().stream()
          .collect(Collectors.toMap(Described::operationId, Function.identity()));

  private static ExecutorService threads;
  private static GatewayClient gateway;
  private static RunningPlatform platform;
  private static Cast cast;
  private static Belongings belongings;
  private static Things things;
  private static Requests requests;
  private static Watch watch;
  private static Map<String, Set<Member>> secrets;

  @BeforeAll
  static void giveASideItsThings() {
    threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory());
    platform = RunningPlatform.shared();
    gateway = platform.gateway();
    cast = new Cast(platform, gateway, threads);
    var tradeOfB =
        CompletableFuture.supplyAsync(
            () -> new Trade(cast, Member.CUSTOMER_B, Member.OWNER_B, Member.DRIVER_B), threads);
    belongings = new Belongings(platform, gateway, cast);
    belongings.hire(Member.MANAGER, "manager");
    belongings.hire(Member.KITCHEN, "kitchen");
    // Owner B works somewhere too: what the staff of a restaurant may is not for that of another.
    belongings.addToStaff(
        tradeOfB.join().restaurant.id(), belongings.user(Member.OWNER_B).userId());
    cast.logInAgain(Member.OWNER_B);
    things = new Things(belongings, tradeOfB.join(), threads);
    requests = new Requests(belongings);
    watch = new Watch(new Witness(belongings, things, threads));
    secrets = secrets();
  }

  @AfterAll
  static void tell() {
    AccessReport.write(OPERATIONS.size(), TRIES.all());
    threads.shutdownNow();
    gateway.close();
  }

  /** Words that only these may be told by any answer. */
  private static Map<String, Set<Member>> secrets() {
    var kitchen = EnumSet.of(Member.CUSTOMER_A, Member.OWNER_A, Member.MANAGER, Member.KITCHEN);
    kitchen.addAll(Set.of(Member.SUPPORT, Member.ADMIN));
    var everybodyOfAnOrder = EnumSet.copyOf(kitchen);
    everybodyOfAnOrder.add(Member.DRIVER_A);
    Map<String, Set<Member>> words = new HashMap<>();
    words.put(belongings.trade.home, everybodyOfAnOrder);
    words.put(Double.toString(belongings.trade.stand.lat()), Set.of(Member.DRIVER_A, Member.ADMIN));
    words.put(belongings.draftId, Set.of(Member.OWNER_A, Member.ADMIN));
    words.put(thing("paid order", "orderId"), everybodyOfAnOrder);
    words.put(thing("carried order", "orderId"), everybodyOfAnOrder);
    words.put(thing("open order", "orderId"), kitchen);
    words.put(thing("task", "taskId"), Set.of(Member.DRIVER_A, Member.ADMIN));
    words.put(thing("wallet account", "accountId"), Set.of(Member.CUSTOMER_A, Member.ADMIN));
    words.put(thing("driver account", "accountId"), Set.of(Member.DRIVER_A, Member.ADMIN));
    var managers = Set.of(Member.OWNER_A, Member.MANAGER, Member.ADMIN);
    words.put(thing("restaurant account", "accountId"), managers);
    words.put(thing("payout", "payoutId"), managers);
    words.put(thing("top-up", "topUpId"), Set.of(Member.CUSTOMER_A, Member.ADMIN));
    words.put(thing("session", "sessionId"), Set.of(Member.CUSTOMER_A));
    words.put(thing("consent", "clientId"), Set.of(Member.CUSTOMER_A, Member.ADMIN));
    words.put(thing("notification", "notificationId"), Set.of(Member.CUSTOMER_A));
    words.put(
        thing("notice to the restaurant", "notificationId"),
        Set.of(Member.OWNER_A, Member.MANAGER, Member.KITCHEN));
    words.put(thing("invitation", "invitationId"), Set.of(Member.OWNER_A, Member.ADMIN));
    // Support and admins find people by their addresses.
    for (Member member : List.of(Member.CUSTOMER_A, Member.OWNER_A, Member.DRIVER_A)) {
      words.put(email(member), Set.of(member, Member.SUPPORT, Member.ADMIN));
    }
    words.put(
        email(Member.KITCHEN),
        Set.of(Member.KITCHEN, Member.OWNER_A, Member.SUPPORT, Member.ADMIN));
    return words;
  }

  /** What is the newest of all at last, and so would be on the first page of everybody. */
  private static void knowTheNewest() {
    secrets.put(things.own("session").get("sessionId"), Set.of(Member.CUSTOMER_A));
    var logIn = belongings.firstOf(Member.CUSTOMER_A, "/api/auth/security-events");
    secrets.put(
        logIn.path("eventId").asText(), Set.of(Member.CUSTOMER_A, Member.SUPPORT, Member.ADMIN));
  }

  private static String thing(String name, String field) {
    return things.shared(name).get(field);
  }

  private static String email(Member member) {
    return cast.user(member).account().email();
  }

  private static List<String> doors(Described operation) {
    var own = platform.ports().url(operation.part());
    return operation.routed() ? List.of(platform.ports().gatewayUrl(), own) : List.of(own);
  }

  @Test
  @Order(1)
  void whatIsNotGrantedIsRefusedAndChangesNothing() {
    List<String> faults = new ArrayList<>();
    var reading = refusals(rows(false));
    faults.addAll(watch.over(rows(true), rows -> joined(refusals(rows))));
    faults.addAll(joined(reading));
    assertThat(faults).as("faults").isEmpty();
    assertThat(watch.atTheEnd()).isEmpty();
  }

  /** Those that change something, or those that do not. */
  private static List<Row> rows(boolean changing) {
    return ROWS.stream()
        .filter(row -> OPERATIONS.get(row.operation()).changesSomething() == changing)
        .toList();
  }

  private static List<String> joined(List<CompletableFuture<List<String>>> tries) {
    return tries.stream().flatMap(each -> each.join().stream()).toList();
  }

  private static List<CompletableFuture<List<String>>> refusals(List<Row> rows) {
    return rows.stream()
        .flatMap(
            row ->
                Arrays.stream(Member.values())
                    .filter(member -> !row.allows(member))
                    .map(
                        member ->
                            CompletableFuture.supplyAsync(() -> refusal(row, member), threads)))
        .toList();
  }

  private static List<String> refusal(Row row, Member member) {
    var operation = OPERATIONS.get(row.operation());
    List<String> faults = new ArrayList<>();
    int expected = row.refusal(operation, member);
    var doors = row.blind() ? doors(operation).subList(0, 1) : doors(operation);
    for (String door : doors) {
      var request = requests.ready(row, operation, member, things.shared(row.of()));
      var answer = TRIES.keep(row, member, false, request, request.sendTo(door));
      if (answer.status() != expected) {
        faults.add(
            "%s by %s is answered with %d and not with %d: %s %s"
                .formatted(
                    row, member.title(), answer.status(), expected, operation, answer.body()));
      }
    }
    return faults;
  }

  @Test
  @Order(2)
  void nobodySaysMoreThanASchemaTakes() {
    var saying =
        ROWS.stream()
            .filter(row -> row.body() != null && !row.may().isEmpty())
            .flatMap(AccessIT::presumptions)
            .toList();
    assertThat(joined(saying)).as("faults").isEmpty();
    assertThat(watch.difference()).isEmpty();
  }

  private static Stream<CompletableFuture<List<String>>> presumptions(Row row) {
    var operation = OPERATIONS.get(row.operation());
    var member = row.may().contains(Member.KEY.kind()) ? Member.KEY : row.rightful();
    var request = requests.ready(row, operation, member, things.shared(row.of()));
    var schema = operation.requestSchema().orElseThrow();
    return operation.schemas().withOneMore(request.body(), schema, PRESUMPTUOUS).stream()
        .map(
            body ->
                CompletableFuture.supplyAsync(
                    () -> presumption(row, member, request.with(body)), threads));
  }

  private static List<String> presumption(Row row, Member member, Ready request) {
    var door = platform.ports().url(request.operation().part());
    var answer = TRIES.keep(row, member, false, request, request.sendTo(door));
    return answer.status() == 400
        ? List.of()
        : List.of(
            "%s takes %s: %d %s".formatted(row, request.body(), answer.status(), answer.body()));
  }

  @Test
  @Order(3)
  void thePortalsShowAndDoNothingForOthers() {
    var portals = new Portals(belongings, things, threads);
    watch.beginAgain();
    assertThat(portals.faults()).as("faults").isEmpty();
    assertThat(watch.difference()).isEmpty();
  }

  @Test
  @Order(4)
  void whatIsGrantedIsReadAndAnswersSayWhatIsDeclared() {
    knowTheNewest();
    assertThat(grants(rows(false), Row::allows)).as("faults").isEmpty();
  }

  /** What B's side does with its own, before A's side does the same. */
  @Test
  @Order(5)
  void whatOthersDoWithTheirOwnChangesNothingOfAs() {
    things.own("session");
    belongings
        .user(Member.CUSTOMER_A)
        .post("/api/auth/account-deletion", Map.of("currentPassword", password()))
        .orThrow("Planning a deletion, for others not to call off");
    watch.beginAgain();
    var rows =
        rows(true).stream().filter(row -> Member.people().stream().anyMatch(row::forOwn)).toList();
    assertThat(watch.over(rows, piece -> grants(piece, Row::forOwn))).as("faults").isEmpty();
    assertThat(watch.atTheEnd()).isEmpty();
  }

  private static String password() {
    return cast.user(Member.CUSTOMER_A).account().password();
  }

  @Test
  @Order(6)
  void whatIsGrantedIsDoneAndAnswersSayWhatIsDeclared() {
    rows(true).stream()
        .filter(row -> row.of() != null && SLOWLY_MADE.contains(row.of()))
        .flatMap(row -> Member.people().stream().filter(row::allows).map(_ -> row.of()))
        .forEach(things::begin);
    assertThat(grants(rows(true), (row, each) -> row.allows(each) && !row.forOwn(each)))
        .as("faults")
        .isEmpty();
  }

  private static List<String> grants(List<Row> rows, BiPredicate<Row, Member> who) {
    return rows.stream()
        .flatMap(
            row ->
                Arrays.stream(Member.values())
                    .filter(member -> who.test(row, member))
                    .flatMap(member -> grant(row, member).stream()))
        .toList();
  }

  /** What a request of a member who may is about: something to use up, if it does so. */
  private static Map<String, String> thing(Row row, Member member) {
    if (!OPERATIONS.get(row.operation()).changesSomething()) {
      return things.shared(row.of());
    }
    return row.forOwn(member) ? things.ofB(row.ofB()) : things.own(row.of());
  }

  /** Whoever has been logged out everywhere comes back. */
  private static void logInAgain(Row row, Member member) {
    switch (row.operation()) {
      case "endAllSessions" -> cast.logInAgain(member);
      case "endAccountSessions" -> cast.logInAgain(Member.CUSTOMER_A);
      default -> {
        // Their sessions go on.
      }
    }
  }

  private static List<String> grant(Row row, Member member) {
    var operation = OPERATIONS.get(row.operation());
    var request = requests.ready(row, operation, member, thing(row, member));
    var door = doors(operation).getFirst();
    var answer = TRIES.keep(row, member, true, request, request.sendTo(door));
    logInAgain(row, member);
    List<String> faults = new ArrayList<>();
    if (answer.status() / 100 == 2) {
      operation
          .responseSchema(answer.status())
          .ifPresent(schema -> faults.addAll(strays(operation, answer.json(), schema)));
      faults.addAll(sights(row, member, answer.json()));
    } else if (row.ofB() != null && row.forOwn(member) || !row.or().contains(answer.status())) {
      faults.add("is answered with " + answer.status() + ": " + answer.body());
    }
    if (!operation.changesSomething() && member == row.rightful()) {
      faults.addAll(clients(operation, member, request, door));
    }
    return faults.stream().map(each -> row + " by " + member.title() + " " + each).toList();
  }

  private static List<String> strays(Described operation, JsonNode answer, JsonNode schema) {
    return operation.schemas().strays(answer, schema).stream()
        .map(each -> "answers " + answer + ", of which " + each)
        .toList();
  }

  /** Properties that are there, and not for this member, or the other way round. */
  private static List<String> sights(Row row, Member member, JsonNode answer) {
    List<String> faults = new ArrayList<>();
    row.sees()
        .forEach(
            (property, kinds) -> {
              boolean there = answer.findValue(property) != null;
              boolean told = kinds.contains(member.kind()) && member.sideA();
              if (there && !kinds.contains(member.kind())) {
                faults.add("is told " + property + ": " + answer);
              } else if (!there && told) {
                faults.add("is not told " + property + ": " + answer);
              }
            });
    return faults;
  }

  /** A client that has a scope for it reads what its person reads. */
  private static List<String> clients(
      Described operation, Member member, Ready request, String door) {
    return operation.scopes().stream()
        .filter(
            scope -> {
              TestResponse answer = request.as(cast.clientWith(scope, member)).sendTo(door);
              return answer.status() != 200;
            })
        .map(scope -> "is refused to a client with the scope " + scope)
        .toList();
  }

  @Test
  @Order(7)
  void noAnswerTellsAnybodyOfWhatIsSomebodyElses() {
    assertThat(TRIES.all().size()).as("what was tried").isGreaterThan(3_000);
    assertThat(TRIES.leaks(secrets)).as("leaks").isEmpty();
  }
}
