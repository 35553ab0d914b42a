package dev.dizhtime.local.access;

import java.util.Arrays;
import java.util.List;

/** A member of the cast. The things that are tried belong to side A. */
enum Member {
  STRANGER("stranger", "", false),
  CUSTOMER_A("customer", "customer", true),
  CUSTOMER_B("customer", "customer", false),
  OWNER_A("owner", "restaurant", true),
  OWNER_B("owner", "restaurant", false),
  MANAGER("manager", "restaurant", true),
  KITCHEN("kitchen", "restaurant", true),
  DRIVER_A("driver", "driver", true),
  DRIVER_B("driver", "driver", false),
  SUPPORT("support", "support", true),
  ADMIN("admin", "admin", true),
  /** Acts for somebody who may, with every scope but those that would do. */
  CLIENT("client", "", false),
  /** Somebody's who may, well signed, but for another audience. */
  AUDIENCE("audience", "", false),
  /** The wallet's key at the payment provider, which is nobody's token. */
  KEY("key", "", true);

  private final String kind;
  private final String role;
  private final boolean sideA;

  Member(String kind, String role, boolean sideA) {
    this.kind = kind;
    this.role = role;
    this.sideA = sideA;
  }

  /** As the matrix names it. */
  String kind() {
    return kind;
  }

  /** In the words of the documents; empty for who has none. */
  String role() {
    return role;
  }

  /** Whether A's things are theirs, as far as they are anybody's of their kind. */
  boolean sideA() {
    return sideA;
  }

  /** Whether it is a person with an account. */
  boolean person() {
    return !role.isEmpty();
  }

  /** As reports name it. */
  String title() {
    boolean twice = Arrays.stream(values()).filter(each -> each.kind.equals(kind)).count() > 1;
    return twice ? kind + (sideA ? " A" : " B") : kind;
  }

  static List<Member> people() {
    return Arrays.stream(values()).filter(Member::person).toList();
  }
}
