package dev.dizhtime.portal.design.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders views with Thymeleaf's own engine, which is safe for many threads. */
public final class Views {
  private final TemplateEngine engine;

  /**
   * The views of one portal.
   *
   * @param texts its words
   * @param assets its scripts and styles
   */
  public Views(Texts texts, Assets assets) {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(Views.class.getClassLoader());
    resolver.setPrefix("dev/dizhtime/portal/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
    engine.setMessageResolver(texts);
    engine.addDialect(new DesignDialect(Map.of("format", new Formats(), "assets", assets)));
  }

  /** The view as HTML. */
  public String render(View view, Locale locale, Map<String, Object> model) {
    TemplateSpec spec =
        view.selectors().isEmpty()
            ? new TemplateSpec(view.template(), TemplateMode.HTML)
            : new TemplateSpec(view.template(), view.selectors(), TemplateMode.HTML, null);
    return engine.process(spec, new Context(locale, model));
  }

  /** The languages that pages come in; the first is for everybody else. */
  public static List<Locale> locales() {
    return Texts.LOCALES;
  }
}
