package dev.dizhtime.order.http;

import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.order.usecase.Viewer;
import dev.dizhtime.order.usecase.Viewer.Side;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.security.Role;
import java.util.EnumSet;
import java.util.Optional;
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

  /** For a list: the role that is asked for, or the sides that all the caller's roles stand for. */
  static Viewer byRole(Call call) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    for (Role role : asked(call)) {
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

  /** Who cooks and also buys has two lists, and says which one is wanted. */
  private static Set<Role> asked(Call call) {
    Optional<Role> role = call.query("as").flatMap(Role::of);
    if (role.filter(each -> !call.callerIs(each)).isPresent()) {
      throw Problem.forbidden("The caller has not the role that the list is wanted for")
          .exception();
    }
    return role.map(Set::of).orElseGet(() -> call.caller().roles());
  }

  private static Viewer viewer(Call call, Set<Side> sides) {
    return new Viewer(call.caller().userId(), sides, call.caller().worksAt(StaffRole.KITCHEN));
  }
}
