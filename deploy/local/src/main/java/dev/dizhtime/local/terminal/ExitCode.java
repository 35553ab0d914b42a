package dev.dizhtime.local.terminal;

/** What the command tells a script that called it. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** Not done; one sentence on standard error says why. */
  public static final int FAILED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** Done, but some of the input was bad and left out. */
  public static final int PARTLY = 3;

  /** The platform is running and must not be, or is not running and must be. */
  public static final int WRONG_STATE = 4;

  /** For {@code --help}. */
  public static final String HELP_OK = "0:Done.";

  public static final String HELP_FAILED = "1:Not done; one sentence on standard error says why.";
  public static final String HELP_USAGE = "2:The command line was wrong.";
  public static final String HELP_PARTLY = "3:Done, but some of the input was bad and left out.";
  public static final String HELP_NOT_RUNNING = "4:The platform is not running.";
  public static final String HELP_RUNNING = "4:The platform is running already.";

  private ExitCode() {}
}
