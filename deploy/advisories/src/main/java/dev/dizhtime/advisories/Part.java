package dev.dizhtime.advisories;

/** A library in the version that something runs with, named as OSV names it. */
record Part(String ecosystem, String name, String version) implements Comparable<Part> {
  static final String MAVEN = "Maven";
  static final String NPM = "npm";

  static Part maven(String group, String artifact, String version) {
    return new Part(MAVEN, group + ":" + artifact, version);
  }

  static Part npm(String name, String version) {
    return new Part(NPM, name, version);
  }

  @Override
  public int compareTo(Part other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return ecosystem + " " + name + " " + version;
  }
}
