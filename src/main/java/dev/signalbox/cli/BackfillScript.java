package dev.signalbox.cli;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.slo.SloHistory;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.ResourceName;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpecBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A shell script that gives a running Prometheus the past of what SLOs record, by promtool: the ledger first, and once
 * the server has it what is computed from the ledger.
 *
 * @param histories by SLO
 * @param url of the server
 * @param data its directory of blocks, which must be writable
 * @param length of the past
 * @param end shell expression of its end, as Unix time
 */
record BackfillScript(
        SortedMap<ResourceName, SloHistory> histories, String url, String data, Duration length, String end) {

    /** The script; equal arguments give equal bytes. */
    String text() {
        return """
                #!/bin/sh
                # Gives Prometheus the past of what the rules of these SLOs record:
                #   %s
                # Needs promtool; must run where the server's data directory is, as a user whose files the server can read.
                set -eu

                url=%s
                data=%s
                # Never later than what the server still has in memory, the last three hours: blocks over it would cut it off.
                end=%s
                start=$((end - %d))
                work=$(mktemp -d "$data/backfill.XXXXXX")
                trap 'rm -rf "$work"' EXIT
                trap 'exit 1' HUP INT TERM

                # evaluated FROM RULES: their blocks are in the server's directory. From the beginning of a block of two hours:
                # promtool stops at the first block in which a group's turn doesn't come. It makes blocks for each rule by
                # itself; were each of two hours, a month of a few SLOs would be more files than a server may have open.
                evaluated() {
                  mkdir "$work/blocks"
                  promtool tsdb create-blocks-from rules --quiet --max-block-duration=168h --url "$url" \\
                    --start "$(($1 / 7200 * 7200))" --end "$end" --output-dir "$work/blocks" "$2"
                  for block in "$work/blocks"/*/; do
                    if [ -f "$block/meta.json" ]; then
                      mv "${block%%/}" "$data/"
                    fi
                  done
                  rm -rf "$work/blocks"
                }

                # The server looks for new blocks once a minute.
                taken_in() {
                  for attempt in $(seq 60); do
                    if [ -n "$(promtool query instant --time "$end" "$url" "$1")" ]; then
                      return
                    fi
                    sleep 5
                  done
                  echo "backfill: the server shows nothing for $1 after five minutes; does it have the indicator's series, and is $data its directory?" >&2
                  exit 1
                }

                %s
                echo "backfill: the ledger ..." >&2
                evaluated "$start" "$work/ledger.yaml"
                taken_in '%s'

                echo "backfill: long windows and the budget ..." >&2
                evaluated "$start" "$work/windows.yaml"
                evaluated "$((end - 3600))" "$work/beginning.yaml"
                taken_in '%s'
                echo "backfill: done" >&2
                """.formatted(
                String.join(
                        " ",
                        histories.keySet().stream().map(ResourceName::toString).toList()),
                quoted(url),
                quoted(data),
                end,
                length.toSeconds(),
                file("ledger", SloHistory::ledger)
                        + file("windows", SloHistory::windows)
                        + file("beginning", SloHistory::beginning),
                seen(SloSeries.LEDGER_EVENTS),
                seen(SloSeries.FIRST_EVENT));
    }

    /** Any of the SLOs will do: they are in the same blocks. */
    private String seen(String series) {
        ResourceName any = histories.firstKey();
        return "last_over_time(%s{namespace=\"%s\",slo=\"%s\"}[1h])".formatted(series, any.namespace(), any.name());
    }

    private String file(String stage, Function<SloHistory, RuleGroup> group) {
        List<RuleGroup> groups = histories.values().stream().map(group).toList();
        String rules = ManifestYaml.of(
                new PrometheusRuleSpecBuilder().withGroups(groups).build());
        return "cat >\"$work/%s.yaml\" <<'SIGNALBOX-RULES'\n%sSIGNALBOX-RULES\n".formatted(stage, rules);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
