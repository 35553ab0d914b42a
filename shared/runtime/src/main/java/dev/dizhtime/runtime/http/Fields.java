package dev.dizhtime.runtime.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the field that an error is about, the way a person would: {@code items[0].quantity}. */
final class Fields {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern INDEX = Pattern.compile("\\.(\\d+)(?=\\.|$)");

  private Fields() {}

  /** From a JSON pointer such as {@code #/items/0}, and the message of what is wrong there. */
  static String of(String pointer, String error) {
    String dotted = pointer.replaceFirst("^#?/?", "").replace('/', '.');
    boolean aboutProperty = error.contains("required property") || error.startsWith("Property ");
    Matcher quoted = QUOTED.matcher(error);
    if (aboutProperty && quoted.find()) {
      String property = quoted.group(1);
      String last = dotted.substring(dotted.lastIndexOf('.') + 1);
      if (!property.equals(last)) {
        dotted = dotted.isEmpty() ? property : dotted + "." + property;
      }
    }
    String indexed = INDEX.matcher("." + dotted).replaceAll("[$1]");
    String field = indexed.startsWith(".") ? indexed.substring(1) : indexed;
    return field.isEmpty() ? "body" : field;
  }

  /** From Jackson's path. */
  static String of(JsonMappingException e) {
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }

  /** Why the record refused it, without the names of our classes. */
  static String reason(JsonMappingException e) {
    Throwable cause = e.getCause();
    boolean ours = cause instanceof IllegalArgumentException && cause.getMessage() != null;
    return ours && !cause.getMessage().contains("dev.dizhtime")
        ? cause.getMessage()
        : "can't be read as what the API description asks for";
  }
}
