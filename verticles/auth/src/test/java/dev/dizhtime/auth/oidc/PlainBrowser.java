package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without script: keeps cookies, and sends the forms that it is shown. */
final class PlainBrowser {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final String base;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  PlainBrowser(String base) {
    this.base = base;
  }

  /** What a browser shows, or where it is sent. */
  record Page(int status, URI location, String html, java.net.http.HttpHeaders headers) {
    Page expect(int expected) {
      assertThat(status).as(html).isEqualTo(expected);
      return this;
    }

    /** The parameters of the address that it is sent to. */
    Map<String, List<String>> answer() {
      return URLUtils.parseParameters(location.getRawQuery());
    }

    /** One of them. */
    String answer(String name) {
      assertThat(answer()).as("%s %s", status, html).containsKey(name);
      return answer().get(name).getFirst();
    }
  }

  Map<String, String> cookies() {
    return cookies;
  }

  /** Opens an address, which may be relative to the provider's. */
  Page open(String address) {
    return send(HttpRequest.newBuilder(URI.create(base).resolve(address)).GET());
  }

  /** Fills in the page's form and sends it. */
  Page submit(Page page, Map<String, String> fields) {
    Matcher action = ACTION.matcher(page.html());
    assertThat(action.find()).as(page.html()).isTrue();
    Map<String, List<String>> form = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page.html());
    while (hidden.find()) {
      form.put(hidden.group(1), List.of(hidden.group(2)));
    }
    fields.forEach((name, value) -> form.put(name, List.of(value)));
    return post(action.group(1).replace("&amp;", "&"), form);
  }

  /** Sends any form. */
  Page post(String address, Map<String, List<String>> form, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base).resolve(address))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(URLUtils.serializeParameters(form)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private Page send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "cookie", String.join("; ", cookies.entrySet().stream().map(Object::toString).toList()));
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.timeout(BOUND).build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return new Page(
          response.statusCode(),
          response.headers().firstValue("location").map(URI::create).orElse(null),
          response.body(),
          response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    assertThat(setCookie).contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/");
    String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
    if (pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
