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
import java.util.function.Function;
import java.util.function.Predicate;
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
  private static Witness witness;
  private static Map<String, Set<Member>> secrets;

  @BeforeAll
  static void giveASideItsThings() {
    threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory());
    platform = RunningPlatform.shared();
    gateway = platform.gateway();
    cast = new Cast(platform, gateway);
    belongings = new Belongings(platform, gateway, cast);
    belongings.hire(Member.MANAGER, "manager");
    belongings.hire(Member.KITCHEN, "kitchen");
    things = new Things(belongings);
    requests = new Requests(belongings);
    witness = new Witness(belongings, things, threads);
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
    words.put(belongings.home, everybodyOfAnOrder);
    words.put(Double.toString(belongings.stand.lat()), Set.of(Member.DRIVER_A, Member.ADMIN));
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
    words.put(thing("invitation", "invitationId"), Set.of(Member.OWNER_A, Member.ADMIN));
    words.put(email(Member.CUSTOMER_A), Set.of(Member.CUSTOMER_A));
    words.put(email(Member.OWNER_A), Set.of(Member.OWNER_A));
    words.put(email(Member.DRIVER_A), Set.of(Member.DRIVER_A));
    words.put(email(Member.KITCHEN), Set.of(Member.KITCHEN, Member.OWNER_A, Member.ADMIN));
    return words;
  }

  /**
   * The log-in of a new session, the newest event of all: it would be on everybody's first page.
   */
  private static String securityEvent() {
    things.own("session");
    return belongings
        .firstOf(Member.CUSTOMER_A, "/api/auth/security-events")
        .path("eventId")
        .asText();
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
    List<CompletableFuture<List<String>>> reading = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    var before = witness.afterCalm();
    for (Row row : ROWS) {
      var operation = OPERATIONS.get(row.operation());
      var refused = refusals(row, operation);
      if (operation.changesSomething()) {
        refused.forEach(each -> faults.addAll(each.join()));
        var after = witness.now();
        var difference = Witness.difference(before, after);
        if (!difference.isEmpty()) {
          faults.add(row + " was refused, and yet there is a difference:" + difference);
        }
        before = after;
      } else {
        reading.addAll(refused);
      }
    }
    reading.forEach(each -> faults.addAll(each.join()));
    assertThat(faults).as("faults").isEmpty();
  }

  private static List<CompletableFuture<List<String>>> refusals(Row row, Described operation) {
    return Arrays.stream(Member.values())
        .filter(member -> !row.allows(member))
        .map(
            member -> CompletableFuture.supplyAsync(() -> refusal(row, operation, member), threads))
        .toList();
  }

  private static List<String> refusal(Row row, Described operation, Member member) {
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
    var before = witness.afterCalm();
    List<CompletableFuture<List<String>>> saying =
        ROWS.stream()
            .filter(row -> row.body() != null && !row.may().isEmpty())
            .flatMap(AccessIT::presumptions)
            .toList();
    List<String> faults = new ArrayList<>();
    saying.forEach(each -> faults.addAll(each.join()));
    assertThat(faults).as("faults").isEmpty();
    assertThat(Witness.difference(before, witness.now())).isEmpty();
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
    var portals = new Portals(belongings, things);
    var before = witness.afterCalm();
    assertThat(portals.faults()).as("faults").isEmpty();
    assertThat(Witness.difference(before, witness.now())).isEmpty();
  }

  @Test
  @Order(4)
  void whatIsGrantedIsDoneAndAnswersSayWhatIsDeclared() {
    List<String> faults = new ArrayList<>();
    Function<Boolean, Stream<Row>> rows =
        changing ->
            ROWS.stream()
                .filter(row -> OPERATIONS.get(row.operation()).changesSomething() == changing);
    secrets.put(securityEvent(), Set.of(Member.CUSTOMER_A, Member.SUPPORT, Member.ADMIN));
    rows.apply(false).forEach(row -> faults.addAll(grants(row, _ -> true)));
    rows.apply(true)
        .forEach(
            row -> {
              faults.addAll(grantsOfSideB(row));
              faults.addAll(grants(row, member -> !ofSideB(member)));
            });
    assertThat(faults).as("faults").isEmpty();
  }

  /** What B's side does with its own, before A's side does the same: of A's nothing changes. */
  private static List<String> grantsOfSideB(Row row) {
    if (Member.people().stream().noneMatch(each -> ofSideB(each) && row.allows(each))) {
      return List.of();
    }
    // An admin has ended all of A's sessions by now, and there shall be one to lose.
    things.own("session");
    var before = witness.afterCalm();
    var faults = grants(row, AccessIT::ofSideB);
    var difference = Witness.difference(before, witness.now());
    if (!difference.isEmpty()) {
      faults.add(row + " was done by B's side, and yet there is a difference:" + difference);
    }
    return faults;
  }

  private static boolean ofSideB(Member member) {
    return member.person() && !member.sideA();
  }

  private static List<String> grants(Row row, Predicate<Member> who) {
    List<String> faults = new ArrayList<>();
    Arrays.stream(Member.values())
        .filter(row::allows)
        .filter(who)
        .forEach(member -> faults.addAll(grant(row, member)));
    return faults;
  }

  private static List<String> grant(Row row, Member member) {
    var operation = OPERATIONS.get(row.operation());
    var thing = operation.changesSomething() ? things.own(row.of()) : things.shared(row.of());
    var request = requests.ready(row, operation, member, thing);
    var door = doors(operation).getFirst();
    var answer = TRIES.keep(row, member, true, request, request.sendTo(door));
    List<String> faults = new ArrayList<>();
    if (answer.status() / 100 == 2) {
      operation
          .responseSchema(answer.status())
          .ifPresent(schema -> faults.addAll(strays(operation, answer.json(), schema)));
      faults.addAll(sights(row, member, answer.json()));
    } else if (!row.or().contains(answer.status())) {
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
  @Order(5)
  void noAnswerTellsAnybodyOfWhatIsSomebodyElses() {
    assertThat(TRIES.all().size()).as("what was tried").isGreaterThan(3_000);
    assertThat(TRIES.leaks(secrets)).as("leaks").isEmpty();
  }
}
