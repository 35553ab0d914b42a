package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.dizhtime.embedded.traces.TraceApi;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceServerIT {
  private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
  private static final String PROTOBUF = "application/x-protobuf";

  private final TraceServer server = TraceServer.start(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    server.close();
    server.close();
  }

  @Test
  void givesOutWhatItTookAsTempoDoes() throws Exception {
    assertThat(post(PROTOBUF, export()).statusCode()).isEqualTo(200);
    var trace = get("/api/v2/traces/" + TRACE);
    assertThat(trace.statusCode()).isEqualTo(200);
    assertThat(trace.body())
        .contains(
            "\"resourceSpans\"",
            "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"order\"}}",
            "\"traceId\":\"AQIDBAUGBwgJCgsMDQ4PEA==\"",
            "\"kind\":\"SPAN_KIND_CONSUMER\"",
            "\"startTimeUnixNano\":\"1700000000000000001\"",
            "{\"key\":\"messaging.kafka.offset\",\"value\":{\"intValue\":\"17\"}}");
    assertThat(search("{ span.dizhtime.request_id = \"request-1\" }").body())
        .isEqualTo("{\"traces\":[{\"traceID\":\"" + TRACE + "\"}]}");
    assertThat(search("{ span.dizhtime.request_id = \"another\" }").body())
        .isEqualTo("{\"traces\":[]}");
    assertThat(get("/status").body()).contains("\"spans\":1", "\"maxBytes\":67108864");
  }

  @Test
  void refusesWhatItCannotReadAndKeepsNothingOfIt() throws Exception {
    assertThat(post(PROTOBUF, new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
    assertThat(post("application/json", export()).statusCode()).isEqualTo(415);
    assertThat(post(PROTOBUF, new byte[TraceApi.MAX_BODY_BYTES + 1]).statusCode()).isEqualTo(413);
    assertThat(get("/v1/traces").statusCode()).isEqualTo(405);
    assertThat(get("/api/v2/traces/" + TRACE).statusCode()).isEqualTo(404);
    assertThat(search("{ name = \"x\" }").statusCode()).isEqualTo(400);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(get("/elsewhere").headers().firstValue("content-type"))
        .contains("application/problem+json");
    assertThat(get("/status").body()).contains("\"spans\":0");
  }

  @Test
  void refusesATakenPort() {
    int port = URI.create(server.address()).getPort();
    assertThatThrownBy(() -> TraceServer.start(port))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("port " + port);
  }

  private HttpResponse<String> search(String query) throws Exception {
    return get(
        "/api/search?limit=5&start=1&end=2&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String type, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + "/v1/traces"))
            .header("content-type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static byte[] export() {
    byte[] trace = new byte[16];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = (byte) (i + 1);
    }
    var offset = AnyValue.newBuilder().setIntValue(17).build();
    var request = AnyValue.newBuilder().setStringValue("request-1").build();
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(trace))
            .setSpanId(ByteString.copyFrom(Arrays.copyOf(trace, 8)))
            .setKind(Span.SpanKind.SPAN_KIND_CONSUMER)
            .setName("order.events process")
            .setStartTimeUnixNano(1_700_000_000_000_000_001L)
            .setEndTimeUnixNano(1_700_000_000_000_000_101L)
            .addAttributes(KeyValue.newBuilder().setKey("messaging.kafka.offset").setValue(offset))
            .addAttributes(KeyValue.newBuilder().setKey("dizhtime.request_id").setValue(request));
    var service =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue("order"));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(service))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }
}
