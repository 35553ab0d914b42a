package dev.dizhtime.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheBuildSaysOfAModule() throws Exception {
    Path list = folder.resolve("parts.txt");
    Files.writeString(
        list,
        """

        The following files have been resolved:
           io.vertx:vertx-core:jar:5.0.8:compile:/m2/vertx-core-5.0.8.jar -- module io.vertx.core
           io.netty:netty-transport:jar:linux-x86_64:4.2.10.Final:runtime:/m2/it.jar -- module it [auto]
           dev.dizhtime:dizhtime-runtime:jar:0.1.0:compile:/work/shared/runtime/target/classes
           org.webjars.npm:scope__thing:jar:1.2.3:compile:/m2/thing.jar
           org.webjars:swagger-ui:jar:5.34.1:compile:/m2/swagger-ui.jar
           org.junit:junit:jar:6.0.0:test:/m2/junit.jar
        """);

    assertThat(Parts.of(list))
        .containsExactlyInAnyOrder(
            Part.maven("io.vertx", "vertx-core", "5.0.8"),
            Part.maven("io.netty", "netty-transport", "4.2.10.Final"),
            Part.maven("org.webjars.npm", "scope__thing", "1.2.3"),
            Part.npm("@scope/thing", "1.2.3"),
            Part.maven("org.webjars", "swagger-ui", "5.34.1"),
            Part.npm("swagger-ui", "5.34.1"),
            Part.npm("swagger-ui-dist", "5.34.1"));
  }

  @Test
  void looksIntoAJarForWhatIsRepackedThere() throws Exception {
    Path jar = folder.resolve("big-1.0.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/maven/org.small/small/pom.properties"));
      zip.write("groupId=org.small\nartifactId=small\nversion=0.9\n".getBytes());
      zip.putNextEntry(new ZipEntry("META-INF/resources/bundle.js"));
      zip.write("/*! @license DOMPurify 3.4.17 | (c) … */var a=1;".getBytes());
      zip.write("DOMPurify.version=\"3.4.16\",DOMPurify.removed=[]".getBytes());
    }
    Path list = folder.resolve("parts.txt");
    Files.writeString(list, "   org.big:big:jar:1.0:compile:" + jar + "\n");

    assertThat(Parts.of(list))
        .containsExactlyInAnyOrder(
            Part.maven("org.big", "big", "1.0"),
            Part.maven("org.small", "small", "0.9"),
            Part.npm("dompurify", "3.4.17"),
            Part.npm("dompurify", "3.4.16"));
  }
}
