package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PacketPartsTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    @Test
    void showsEveryPartWhereNobodyHasPutAny() {
        assertThat(packet(Map.of())).isEqualTo("""
                {"trader":{"trader_id":"t_001","trader_name":"Ann","exchange_id":"paper","is_running":true},\
                "room_context":{"data_readiness":null,"market_overview_brief":null,"news_digest_titles":[]},\
                "market_overview":{"source_kind":null,"brief":null,"status":null},\
                "market_breadth":{"source_kind":null,"summary":null,"breadth":null,"status":null},\
                "news_digest":{"source_kind":null,"titles":[],"status":null},\
                "status":{"trader_id":"t_001","trader_name":"Ann","ai_model":null,"is_running":true,\
                "start_time":null,"runtime_minutes":0,"call_count":0,"initial_balance":0,"scan_interval":null,\
                "market_gate":{}},\
                "account":{"total_equity":0,"wallet_balance":0,"unrealized_profit":0,"available_balance":0,\
                "total_pnl":0,"total_pnl_pct":0,"initial_balance":0,"daily_pnl":0,"position_count":0,\
                "margin_used":0,"margin_used_pct":0},\
                "positions":[],"runtime":{"state":"running","metrics":{}},"files":{}}""");
    }

    @Test
    void laysWhatWasPutOverIt() {
        String packet = packet(Map.of(
                StatePart.ACCOUNT, JSON.read("{\"total_equity\":12.5,\"wallet_balance\":null,\"more\":1}"),
                StatePart.NEWS_DIGEST, JSON.read("{\"titles\":[\"a\"]}"),
                StatePart.MARKET_OVERVIEW, JSON.read("{\"brief\":\"calm\"}")));
        assertThat(packet).contains("\"account\":{\"total_equity\":12.5,\"wallet_balance\":0,")
                .contains("\"margin_used_pct\":0,\"more\":1}")
                .contains("\"market_overview_brief\":\"calm\",\"news_digest_titles\":[\"a\"]}")
                .contains("\"news_digest\":{\"source_kind\":null,\"titles\":[\"a\"],\"status\":null}");
    }

    private static String packet(Map<StatePart, JsonNode> parts) {
        Agent agent = new Agent("t_001", "Ann", true, true, new JsonFields().put("exchange_id", "paper").object());
        PacketParts put = new PacketParts(agent, parts);
        return JSON.write(put.addEndTo(put.addTo(new JsonFields())).object());
    }
}
