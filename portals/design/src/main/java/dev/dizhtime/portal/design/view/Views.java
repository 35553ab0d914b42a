package dev.dizhtime.portal.design.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/** Renders views with Thymeleaf's own engine, which is safe for many threads. */
public final class Views {
  private static final String PREFIX = "dev/dizhtime/portal/";
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final List<String> bundles;
  private final Assets assets;
  private final Sources sources;
  private final SupportContact support;
  private volatile Engine current;

  /** An engine, which remembers what it has read, and the state of the sources then. */
  private record Engine(String state, TemplateEngine templates) {}

  /**
   * The views of one portal.
   *
   * @param bundles its words, see {@link Texts}
   * @param assets its scripts and styles
   * @param sources where all of it is read
   * @param support whom its readers may ask
   */
  public Views(List<String> bundles, Assets assets, Sources sources, SupportContact support) {
    this.bundles = bundles;
    this.assets = assets;
    this.sources = sources;
    this.support = support;
    this.current = read(sources.state());
  }

  private Engine read(String state) {
    assets.read(sources);
    TemplateEngine engine = new TemplateEngine();
    sources.folder().ifPresent(folder -> engine.addTemplateResolver(changeable(folder)));
    engine.addTemplateResolver(
        resolver(new ClassLoaderTemplateResolver(Views.class.getClassLoader()), PREFIX, SECOND));
    engine.setMessageResolver(new Texts(bundles, sources));
    engine.setLinkBuilder(new OwnLinks());
    engine.addDialect(
        new DesignDialect(Map.of("format", new Formats(), "assets", assets, "support", support)));
    return new Engine(state, engine);
  }

  private static AbstractConfigurableTemplateResolver changeable(Path folder) {
    FileTemplateResolver files = new FileTemplateResolver();
    files.setCheckExistence(true);
    return resolver(files, folder.resolve(PREFIX) + "/", FIRST);
  }

  private static AbstractConfigurableTemplateResolver resolver(
      AbstractConfigurableTemplateResolver resolver, String prefix, int order) {
    resolver.setPrefix(prefix);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    resolver.setOrder(order);
    return resolver;
  }

  /** What has changed is read anew; of two who notice at once both do, which does no harm. */
  private TemplateEngine engine() {
    String state = sources.state();
    Engine known = current;
    if (!known.state().equals(state)) {
      known = read(state);
      current = known;
    }
    return known.templates();
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
    return engine().process(spec, new Context(locale, model));
  }

  /** The languages that pages come in; the first is for everybody else. */
  public static List<Locale> locales() {
    return Texts.LOCALES;
  }
}
