package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something about one's account that takes the password once more: a page that says what it does,
 * and a form on it that does it. Nothing of the kind is a single press.
 *
 * @param words the end of the keys of its words
 * @param takesCode whether it takes a code of the second factor as well
 * @param back where one comes from, below the portal's own path
 */
record PasswordAct(String words, boolean takesCode, String back) {
  private static final View PAGE = View.page("design/templates/account-act");

  /**
   * What it is about, for its page.
   *
   * @param name what is ended or removed; null when there is but one
   * @param points the keys of what else it means
   */
  record About(String name, List<String> points) {
    /** Something that needs no more words. */
    static final About ITSELF = new About(null, List.of());

    static About of(String name) {
      return new About(name, List.of());
    }
  }

  /** Shows the page. */
  void ask(Exchange exchange, About about) {
    show(exchange, 200, about, null);
  }

  /**
   * Does it, or shows the page again with the refusal.
   *
   * @param also what goes along with the password
   * @param then answers when it is done
   */
  <T> void perform(
      Exchange exchange,
      About about,
      String path,
      Map<String, ?> also,
      Class<T> answer,
      Consumer<T> then) {
    Map<String, Object> body = new HashMap<>(also);
    body.put("currentPassword", exchange.formAsTyped("currentPassword"));
    if (takesCode) {
      body.put("code", exchange.form("code").orElse(""));
    }
    T told;
    try {
      told = exchange.api(ApiRequest.post(path, body), answer);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      show(exchange, e.problem().status(), about, e.problem());
      return;
    }
    then.accept(told);
  }

  private void show(Exchange exchange, int status, About about, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("act", words);
    model.put("takesCode", takesCode);
    model.put("back", back);
    model.put("about", about);
    model.put("code", exchange.form("code").orElse(null));
    Refusal.of(problem, "currentPassword", "code").into(model);
    exchange.show(status, PAGE, model);
  }
}
