package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.wallet.TransferRequest.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What linked transfers should do, said again in as few words as can be: wallets and ids. */
final class TinyChains {
  /**
   * A transfer as it is asked for.
   *
   * @param from unused where a pending one is resolved, as is {@code to}
   * @param amount unused where a pending one is voided
   * @param pending the id of the one to resolve
   */
  record Link(int id, Kind kind, int from, int to, long amount, int pending) {}

  long[] posted;
  long[] held;
  private Map<Integer, Link> links = new HashMap<>();
  private Map<Integer, Integer> resolutions = new HashMap<>();

  TinyChains(int wallets, long opening) {
    posted = new long[wallets];
    held = new long[wallets];
    Arrays.fill(posted, opening);
  }

  int taken() {
    return links.size();
  }

  /** All, or none and false. */
  boolean take(List<Link> asked) {
    Map<Integer, Link> earlier = new HashMap<>(links);
    boolean same = true;
    for (Link each : asked) {
      boolean unknown = resolves(each) && !known(each.pending(), asked, each);
      if (unknown) {
        return false;
      }
      same &= filled(each).equals(earlier.get(each.id()));
    }
    if (same) {
      return true;
    }
    var was = new TinyChains(0, 0);
    was.become(this);
    for (Link each : asked) {
      if (!takeOne(filled(each))) {
        become(was);
        return false;
      }
    }
    return true;
  }

  private boolean known(int pending, List<Link> asked, Link upTo) {
    return links.containsKey(pending)
        || asked.subList(0, index(asked, upTo)).stream().anyMatch(each -> each.id() == pending);
  }

  private static int index(List<Link> asked, Link wanted) {
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i) == wanted) {
        return i;
      }
    }
    return asked.size();
  }

  private static boolean resolves(Link link) {
    return link.kind() == Kind.POST_PENDING || link.kind() == Kind.VOID_PENDING;
  }

  /** With what it does not say itself, so that it can be compared. */
  private Link filled(Link link) {
    if (!resolves(link)) {
      return new Link(link.id(), link.kind(), link.from(), link.to(), link.amount(), -1);
    }
    Link pending = links.get(link.pending());
    long amount =
        link.kind() == Kind.VOID_PENDING && pending != null ? pending.amount() : link.amount();
    return new Link(link.id(), link.kind(), -1, -1, amount, link.pending());
  }

  private boolean takeOne(Link link) {
    if (links.containsKey(link.id())) {
      return false;
    }
    boolean fine =
        switch (link.kind()) {
          case POSTED -> available(link.from()) >= link.amount();
          case PENDING -> available(link.from()) >= link.amount();
          case POST_PENDING, VOID_PENDING -> resolvable(link);
        };
    if (!fine) {
      return false;
    }
    links.put(link.id(), link);
    switch (link.kind()) {
      case POSTED -> move(link.from(), link.to(), link.amount());
      case PENDING -> held[link.from()] += link.amount();
      case POST_PENDING, VOID_PENDING -> {
        Link pending = links.get(link.pending());
        resolutions.put(pending.id(), link.id());
        held[pending.from()] -= pending.amount();
        if (link.kind() == Kind.POST_PENDING) {
          move(pending.from(), pending.to(), link.amount());
        }
      }
    }
    return true;
  }

  private boolean resolvable(Link link) {
    Link pending = links.get(link.pending());
    return pending != null
        && pending.kind() == Kind.PENDING
        && !resolutions.containsKey(pending.id())
        && link.amount() <= pending.amount();
  }

  private long available(int wallet) {
    return posted[wallet] - held[wallet];
  }

  private void move(int from, int to, long amount) {
    posted[from] -= amount;
    posted[to] += amount;
  }

  private void become(TinyChains other) {
    posted = other.posted.clone();
    held = other.held.clone();
    links = new HashMap<>(other.links);
    resolutions = new HashMap<>(other.resolutions);
  }
}
