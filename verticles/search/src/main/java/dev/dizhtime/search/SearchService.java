package dev.dizhtime.search;

import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;

/** The search service as a process of its own. */
public final class SearchService {
  /** For whoever runs it beside others. */
  public static final Service SERVICE = new Service("search", SearchVerticle::new);

  private SearchService() {}

  /** Runs until told to end. */
  public static void main(String[] args) {
    ServiceRunner.main(SERVICE);
  }
}
