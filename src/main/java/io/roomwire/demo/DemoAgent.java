package io.roomwire.demo;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One agent's script: what it decides and shows at a step of the demo. The same seed gives the same script.
 *
 * @param id also its room's
 * @param symbols what it trades
 */
record DemoAgent(String id, String name, String riskProfile, List<String> symbols, long seed) {

    private static final List<String> ACTIONS = List.of("hold", "buy", "hold", "sell", "hold");
    private static final List<String> NEWS = List.of("Chip makers report record orders",
            "Central bank leaves rates alone", "Port strike ends after a week", "Battery prices fall again",
            "Harvest better than feared", "Cloud spending slows", "New rules for data centres");
    private static final double START = 100_000;

    DemoAgent {
        symbols = List.copyOf(symbols);
    }

    String manifest() {
        return """
                {"agent_name":"%s","exchange_id":"demo","ai_model":"scripted","risk_profile":"%s",\
                "time_zone":"America/New_York","show_in_lobby":true}""".formatted(name, riskProfile);
    }

    /** The decision of a step, as the ingest route takes it. */
    String decision(long step) {
        SplittableRandom dice = dice(step);
        String symbol = symbols.get(dice.nextInt(symbols.size()));
        String action = ACTIONS.get(dice.nextInt(ACTIONS.size()));
        boolean traded = !"hold".equals(action);
        return text("""
                {"cycle_number":%d,"decision_source":"script","thinking_symbol":"%s",\
                "cot_trace":"%s stands at %.2f after step %d of the script.",\
                "decisions":[{"action":"%s","symbol":"%s","quantity":%d,"price":%.2f,"executed":%b,"confidence":%d,\
                "order_id":%d,"success":true,"leverage":1}],\
                "positions":[%s],"data_readiness":{"level":"%s","reasons":[]}}""",
                step, symbol, symbol, price(symbol, step), step, action, symbol, traded ? 1 + dice.nextInt(9) : 0,
                price(symbol, step), traded, 50 + dice.nextInt(50), traded ? step : 0,
                position(symbols.getFirst(), step), dice.nextInt(8) == 0 ? "WARN" : "OK");
    }

    /** The state of a step, as the ingest route takes it. */
    String state(long step) {
        double profit = profit(step);
        return text("""
                {"status":{"call_count":%d,"runtime_minutes":%d,"scan_interval":"12s","initial_balance":%.0f},\
                "account":{"total_equity":%.2f,"wallet_balance":%.2f,"unrealized_profit":%.2f,"total_pnl":%.2f,\
                "total_pnl_pct":%.3f,"initial_balance":%.0f,"position_count":1},\
                "positions":[%s],\
                "market_overview":{"source_kind":"demo","brief":"%s at %.2f","status":"ok"},\
                "news_digest":{"source_kind":"demo","titles":["%s"],"status":"ok"}}""",
                step % 100_000, step % 100_000 / 30, START, START + profit, START, profit, profit, profit / START * 100,
                START, position(symbols.getFirst(), step), symbols.getFirst(), price(symbols.getFirst(), step),
                NEWS.get((int) (step / 150 % NEWS.size())));
    }

    private String position(String symbol, long step) {
        return text("""
                {"symbol":"%s","side":"LONG","entry_price":%.2f,"mark_price":%.2f,"quantity":10,"leverage":1,\
                "unrealized_pnl":%.2f,"unrealized_pnl_pct":%.3f,"liquidation_price":0,"margin_used":0}""",
                symbol, price(symbol, 0), price(symbol, step), profit(step), profit(step) / START * 100);
    }

    private double profit(long step) {
        return 10 * (price(symbols.getFirst(), step) - price(symbols.getFirst(), 0));
    }

    /** Two waves and a little noise around a price of the symbol's own. */
    private double price(String symbol, long step) {
        double middle = 50 + Math.floorMod(symbol.hashCode(), 200);
        double waves = Math.sin(step / 23.0) * 0.02 + Math.sin(step / 301.0) * 0.05;
        return middle * (1 + waves + dice(step).nextDouble() * 0.002);
    }

    private SplittableRandom dice(long step) {
        return new SplittableRandom(seed + step);
    }

    /** Numbers with a point, whatever the machine's language. */
    @FormatMethod
    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
