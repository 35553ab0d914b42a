package dev.dizhtime.local.terminal;

/** A command cannot go on; the message is one sentence for the person at the terminal. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Ends the command with {@code exitCode}. */
  public Refusal(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** Ends the command with {@link ExitCode#FAILED}. */
  public Refusal(String sentence) {
    this(ExitCode.FAILED, sentence);
  }

  /** Ends the command with {@link ExitCode#FAILED}, for a reason that the log should know. */
  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = ExitCode.FAILED;
  }

  /** What the command ends with. */
  public int exitCode() {
    return exitCode;
  }
}
