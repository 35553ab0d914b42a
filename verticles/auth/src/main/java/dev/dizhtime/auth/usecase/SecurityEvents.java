package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.SecurityEvent;

/** What is kept of what happened, where nothing else is written with it. */
public interface SecurityEvents {
  /** Keeps it, and tells the others. */
  void record(SecurityEvent event) throws Exception;
}
