package dev.dizhtime.order.http;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.order.usecase.Viewer;
import dev.dizhtime.order.usecase.Viewer.Side;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.security.Role;
import java.util.EnumSet;
import java.util.Set;

/** Callers as viewers of orders. */
final class Viewers {
  private Viewers() {}

  /** For one order: whoever has to do with it, from whichever side. */
  static Viewer anySide(Call call) {
    Set<Side> sides = EnumSet.of(Side.CUSTOMER, Side.OWNER, Side.DRIVER);
    if (call.callerIs(Role.ADMIN)) {
      sides.add(Side.ADMIN);
    }
    if (call.callerIs(Role.SUPPORT)) {
      sides.add(Side.SUPPORT);
    }
    return viewer(call, sides);
  }

  /** For a list: the sides that the caller's roles stand for. */
  static Viewer byRole(Call call) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    for (Role role : call.caller().roles()) {
      sides.add(
          switch (role) {
            case CUSTOMER -> Side.CUSTOMER;
            case RESTAURANT -> Side.OWNER;
            case DRIVER -> Side.DRIVER;
            case SUPPORT -> Side.SUPPORT;
            case ADMIN -> Side.ADMIN;
          });
    }
    return viewer(call, sides);
  }

  private static Viewer viewer(Call call, Set<Side> sides) {
    return new Viewer(call.caller().userId(), sides, call.caller().worksAt(StaffRole.KITCHEN));
  }
}
