package dev.dizhtime.auth.recovery;

import java.time.Duration;

/** What a link in a mail is for, and how long it is good. */
enum Purpose {
  VERIFY_EMAIL(Duration.ofHours(24)),
  RESET_PASSWORD(Duration.ofMinutes(30));

  private final Duration life;

  Purpose(Duration life) {
    this.life = life;
  }

  Duration life() {
    return life;
  }
}
