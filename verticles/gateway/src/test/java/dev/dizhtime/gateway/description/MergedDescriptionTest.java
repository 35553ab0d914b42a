package dev.dizhtime.gateway.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class MergedDescriptionTest {
  private static final String PROBLEM = "{'type':'object','required':['title']}";

  private final MergedDescription merged = new MergedDescription();

  @Test
  void sharesWhatIsTheSame() {
    merged.add("order", document("/api/orders", "Problem", PROBLEM));
    merged.add("wallet", document("/api/wallet", "Problem", PROBLEM));
    JsonObject all = merged.document();
    assertThat(schemas(all).fieldNames()).containsExactly("Problem");
    assertThat(all.getJsonObject("paths").fieldNames())
        .containsExactlyInAnyOrder("/api/orders", "/api/wallet");
  }

  @Test
  void renamesWhatDiffersAndAllThatRefersToIt() {
    merged.add("order", document("/api/orders", "Item", "{'type':'object'}"));
    merged.add("wallet", document("/api/wallet", "Item", "{'type':'string'}"));
    JsonObject all = merged.document();
    assertThat(schemas(all).fieldNames()).containsExactlyInAnyOrder("Item", "wallet.Item");
    assertThat(referenceOf(all, "/api/orders")).isEqualTo("#/components/schemas/Item");
    assertThat(referenceOf(all, "/api/wallet")).isEqualTo("#/components/schemas/wallet.Item");
  }

  @Test
  void renamesWhatIsTheSameButRefersToWhatDiffers() {
    String list = "{'type':'array','items':{'$ref':'#/components/schemas/Item'}}";
    JsonObject first = document("/api/a", "Item", "{'type':'object'}");
    schemas(first).put("List", json(list));
    JsonObject second = document("/api/b", "Item", "{'type':'string'}");
    schemas(second).put("List", json(list));
    merged.add("a", first);
    merged.add("b", second);
    JsonObject renamed = schemas(merged.document()).getJsonObject("b.List");
    assertThat(renamed.getJsonObject("items").getString("$ref"))
        .isEqualTo("#/components/schemas/b.Item");
  }

  @Test
  void tagsOperationsThatHaveNoTagAfterTheirService() {
    JsonObject document = document("/api/orders", "Problem", PROBLEM);
    document
        .put("tags", new JsonArray().add(new JsonObject().put("name", "known")))
        .getJsonObject("paths")
        .getJsonObject("/api/orders")
        .put("post", json("{'tags':['known'],'responses':{}}"));
    merged.add("order", document);
    JsonObject path = merged.document().getJsonObject("paths").getJsonObject("/api/orders");
    assertThat(path.getJsonObject("get").getJsonArray("tags")).containsExactly("order");
    assertThat(path.getJsonObject("post").getJsonArray("tags")).containsExactly("known");
    assertThat(merged.document().getJsonArray("tags")).hasSize(1);
  }

  @Test
  void keepsTheDocumentsAsTheyWere() {
    JsonObject document = document("/api/orders", "Problem", PROBLEM);
    JsonObject before = document.copy();
    merged.add("order", document);
    assertThat(document).isEqualTo(before);
  }

  @Test
  void saysWhoIsMissing() {
    merged.unavailable("search");
    assertThat(merged.document().getJsonArray("x-unavailable")).containsExactly("search");
  }

  private static JsonObject document(String path, String schema, String content) {
    return json("{'paths':{'%s':{'get':{'responses':{'200':{'$ref':'#/components/schemas/%s'}}}}},"
                .formatted(path, schema)
            + "'components':{'schemas':{}}}")
        .copy()
        .mergeIn(
            new JsonObject()
                .put(
                    "components",
                    new JsonObject().put("schemas", new JsonObject().put(schema, json(content)))));
  }

  private static JsonObject schemas(JsonObject document) {
    return document.getJsonObject("components").getJsonObject("schemas");
  }

  private static String referenceOf(JsonObject document, String path) {
    return document
        .getJsonObject("paths")
        .getJsonObject(path)
        .getJsonObject("get")
        .getJsonObject("responses")
        .getJsonObject("200")
        .getString("$ref");
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
