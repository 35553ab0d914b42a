package dev.dizhtime.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Sees all that A's side has through the eyes of those who may, to tell whether it has changed. */
final class Witness {
  /** So often in a row nothing may be new before what was begun counts as over. */
  private static final int QUIET = 5;

  private final Belongings belongings;
  private final ExecutorService threads;
  private final Map<String, Member> looks = new TreeMap<>();

  Witness(Belongings belongings, Things things, ExecutorService threads) {
    this.belongings = belongings;
    this.threads = threads;
    Stream.of("open order", "accepted order", "carried order", "paid order")
        .map(each -> "/api/orders/" + things.shared(each).get("orderId"))
        .forEach(
            order -> {
              look(Member.ADMIN, order);
              look(Member.ADMIN, order + "/timeline");
              look(Member.ADMIN, order + "/operator-actions");
              look(Member.ADMIN, order.replace("/api/", "/api/wallet/"));
              look(Member.ADMIN, order.replace("/api/", "/api/deliveries/") + "/handoff-override");
            });
    var restaurant = belongings.restaurantId();
    look(Member.OWNER_A, "/api/restaurants/" + restaurant);
    look(Member.OWNER_A, "/api/restaurants/" + belongings.draftId);
    look(Member.OWNER_A, "/api/restaurants?mine=true");
    look(Member.OWNER_A, "/api/auth/restaurants/" + restaurant + "/staff");
    look(Member.OWNER_A, "/api/wallet/payouts");
    look(Member.ADMIN, "/api/auth/clients");
    look(Member.ADMIN, "/api/promotions?limit=100");
    look(Member.ADMIN, "/api/operations/audit");
    look(Member.ADMIN, "/api/operations/dead-letters?group=search");
    var driver = belongings.user(Member.DRIVER_A).userId();
    look(Member.ADMIN, "/api/wallet/drivers/" + driver + "/cash-limit?currency=USD");
    Stream.of("auth/sessions", "auth/consents", "orders", "notifications", "wallet/transfers")
        .forEach(each -> look(Member.CUSTOMER_A, "/api/" + each));
    look(Member.DRIVER_A, "/api/deliveries/task");
    look(Member.DRIVER_A, "/api/deliveries/shift");
    Stream.of(Member.CUSTOMER_A, Member.OWNER_A, Member.MANAGER, Member.KITCHEN, Member.DRIVER_A)
        .forEach(
            each -> {
              look(each, "/api/auth/me");
              look(each, "/api/auth/account-deletion");
              look(each, "/api/auth/security-events");
              look(each, "/api/wallet");
            });
  }

  private void look(Member member, String path) {
    looks.put(path + "#" + member, member);
  }

  /** Everything as it is now. */
  Map<String, String> now() {
    Map<String, String> seen = new ConcurrentSkipListMap<>();
    looks.entrySet().stream()
        .<Future<?>>map(
            each ->
                threads.submit(() -> seen.put(each.getKey(), seen(each.getKey(), each.getValue()))))
        .toList()
        .forEach(Witness::join);
    return seen;
  }

  private String seen(String look, Member member) {
    var path = look.substring(0, look.indexOf('#'));
    var answer =
        TestHttp.at(belongings.platform.ports().gatewayUrl())
            .as(belongings.user(member).token())
            .get(path);
    // A problem has the id of its request in it.
    return answer.status() >= 400
        ? Integer.toString(answer.status())
        : answer.header("etag") + " " + answer.body();
  }

  private static void join(Future<?> look) {
    try {
      look.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What is there once everything that was begun is over. */
  Map<String, String> afterCalm() {
    var calm = new Calm(now());
    Eventually.within(Trade.BOUND, () -> calm.looked(now()));
    return calm.last;
  }

  private static final class Calm {
    private Map<String, String> last;
    private int times;

    Calm(Map<String, String> first) {
      last = first;
    }

    void looked(Map<String, String> now) {
      var difference = difference(last, now);
      times = difference.isEmpty() ? times + 1 : 0;
      last = now;
      assertThat(difference).as("what goes on changing").isEmpty();
      assertThat(times).isGreaterThanOrEqualTo(QUIET);
    }
  }

  /** What is different, in words; empty when nothing is. */
  static String difference(Map<String, String> before, Map<String, String> after) {
    var words = new StringBuilder();
    before.forEach(
        (look, was) -> {
          if (!was.equals(after.get(look))) {
            words.append("\n    ").append(look).append("\n      was ").append(was);
            words.append("\n      is  ").append(after.get(look));
          }
        });
    return words.toString();
  }
}
