package dev.dizhtime.local.command;

import dev.dizhtime.local.platform.Account;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.supervisor.DataDirectory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where everything is and who may log in: what {@code up} ends with. */
record AddressSheet(PortPlan ports, Secrets secrets, DataDirectory directory) {
  private Map<String, String> addresses() {
    var url = ports.gatewayUrl();
    var addresses = new LinkedHashMap<String, String>();
    addresses.put("customers", url + "/");
    addresses.put("restaurants", url + "/restaurant");
    addresses.put("drivers", url + "/driver");
    addresses.put("admins", url + "/admin");
    addresses.put("api", url + "/api");
    addresses.put("apiDocs", url + "/api/docs");
    return addresses;
  }

  Map<String, Object> json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("addresses", addresses());
    all.put("accounts", secrets.accounts());
    all.put("data", directory.root().toString());
    return all;
  }

  String text() {
    var addressLines =
        addresses().entrySet().stream()
            .map(a -> String.format(Locale.ROOT, "  %-12s %s", a.getKey(), a.getValue()))
            .collect(Collectors.joining("\n"));
    var logIns =
        secrets.accounts().stream().map(AddressSheet::line).collect(Collectors.joining("\n"));
    return """

    %s

      role         e-mail                         password
    %s

    All of it is kept in %s
    Next: dizhtime demo, dizhtime trace ID, dizhtime status, dizhtime logs order -f, dizhtime down\
    """
        .formatted(addressLines, logIns, directory.root());
  }

  private static String line(Account account) {
    return String.format(
        Locale.ROOT, "  %-12s %-30s %s", account.role(), account.email(), account.password());
  }
}
