package dev.dizhtime.portal.design.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
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
    engine.setLinkBuilder(new OwnLinks());
    engine.addDialect(new DesignDialect(Map.of("format", new Formats(), "assets", assets)));
  }

  /** Links as they stand: there is no servlet container with a context path. */
  private static final class OwnLinks extends StandardLinkBuilder {
    @Override
    protected String computeContextPath(
        IExpressionContext context, String base, Map<String, Object> parameters) {
      return "";
    }
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
