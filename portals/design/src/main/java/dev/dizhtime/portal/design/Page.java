package dev.dizhtime.portal.design;

/** Answers one kind of request; may await. */
@FunctionalInterface
public interface Page {
  /** Answers with {@link Exchange#show} or {@link Exchange#redirect}, or throws. */
  void handle(Exchange exchange);
}
