package dev.dizhtime.portal.design.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.view.Sources;
import dev.dizhtime.portal.design.view.Texts;
import dev.dizhtime.runtime.http.Problem.FieldError;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ApiProblemTest {
  @Test
  void hasWordsInEachLanguageForEachKindThatItKnows() {
    Texts texts = new Texts(List.of(Texts.DESIGN), Sources.classPath());
    for (Locale locale : Texts.LOCALES) {
      assertThat(ApiProblem.KINDS).allMatch(kind -> texts.has(locale, "problem.kind." + kind));
    }
  }

  @Test
  void leavesTheNameOfAFieldOutAndWhatTheKindSaysAlready() {
    assertThat(problem(422, "unacceptable", "quote: is old").said()).isEqualTo("is old");
    assertThat(problem(422, "unacceptable", "Note: is old").said()).isEqualTo("Note: is old");
    assertThat(problem(409, "quote-used", "quote: was used").said()).isNull();
    assertThat(problem(409, "never-heard-of", "in words").said()).isEqualTo("in words");
  }

  @Test
  void knowsNoKindButForAnAnswerThatDidNotCome() {
    assertThat(problem(409, "never-heard-of", "x").kind()).isNull();
    assertThat(problem(504, "timeout", "x").kind()).isEqualTo("unavailable");
    assertThat(ApiProblem.unreachable(null).kind()).isEqualTo("unavailable");
    assertThat(problem(500, "internal", "x").kind()).isNull();
  }

  @Test
  void isUnsureWhenTheRequestMayHaveHadItsEffect() {
    assertThat(problem(504, "timeout", "x").unsure()).isTrue();
    assertThat(problem(409, "in-flight", "x").unsure()).isTrue();
    assertThat(problem(409, "quote-used", "x").unsure()).isFalse();
  }

  private static ApiProblem problem(int status, String kind, String detail) {
    var errors = List.of(new FieldError("quote", "x"));
    return new ApiProblem("No", status, detail, null, errors, "/problems/" + kind, null, null);
  }
}
