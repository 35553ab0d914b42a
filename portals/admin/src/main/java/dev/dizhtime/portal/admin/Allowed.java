package dev.dizhtime.portal.admin;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.Page;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.runtime.security.Role;
import java.util.List;

/** Who of those that this portal lets in may see which of its pages. */
final class Allowed {
  private Allowed() {}

  /** Whether an admin asks, who may do what support only reads. */
  static boolean admin(Exchange exchange) {
    return exchange.roles().contains(Role.ADMIN);
  }

  /** A page for admins: for support there is nothing at its address. */
  static Page admins(Page page) {
    return exchange -> {
      if (exchange.login().isPresent() && !admin(exchange)) {
        throw new ApiProblem(null, 404, null, null, List.of()).exception();
      }
      page.handle(exchange);
    };
  }
}
