package dev.dizhtime.local.supervisor;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** One life of something that the supervisor keeps running. */
interface Worker extends AutoCloseable {
  /** The process, or empty when it lives in this one. */
  OptionalLong pid();

  /** Completes when it has ended, asked or not. */
  CompletableFuture<Integer> exit();

  @Override
  void close();
}
